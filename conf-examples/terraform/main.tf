# The table of tomcat-dynamodb-store: on demand with a ceiling, time to live, deletion protection, a KMS key of its own,
# a policy for the nodes of one application, and alarms.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60"
    }
  }
}

variable "table_name" {
  type    = string
  default = "sessions"
}

variable "key_prefix" {
  type        = string
  default     = "localhost/shop#"
  description = "What the keys of the application begin with (the Store's prefix), without the version of a parallel deployment."
}

variable "max_read_request_units" {
  type        = number
  default     = 2000
  description = "The ceiling, in read request units a second. Beyond it DynamoDB throttles, instead of sending a bill."
}

variable "max_write_request_units" {
  type    = number
  default = 1000
}

variable "point_in_time_recovery" {
  type        = bool
  default     = false
  description = "Off, because sessions live for minutes: who restores a table brings back logged-out users."
}

variable "alarm_topic_arns" {
  type    = list(string)
  default = []
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Administration"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
  # So the nodes need no permission for the key: who may use the table may use it, through DynamoDB only.
  statement {
    sid = "ThroughDynamoDBOfThisAccount"
    actions = [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:CreateGrant",
      "kms:DescribeKey",
    ]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["dynamodb.${data.aws_region.current.name}.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "sessions" {
  description         = "Encrypts the DynamoDB table ${var.table_name}"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json
}

resource "aws_dynamodb_table" "sessions" {
  name                        = var.table_name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  on_demand_throughput {
    max_read_request_units  = var.max_read_request_units
    max_write_request_units = var.max_write_request_units
  }

  ttl {
    attribute_name = "expires"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.sessions.arn
  }

  lifecycle {
    prevent_destroy = true
  }
}

data "aws_iam_policy_document" "nodes" {
  statement {
    sid       = "SessionsOfOneApplication"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.sessions.arn]
    condition {
      test     = "ForAllValues:StringLike"
      variable = "dynamodb:LeadingKeys"
      values   = ["${var.key_prefix}*"]
    }
    # ForAllValues alone would also hold for a call without a key.
    condition {
      test     = "Null"
      variable = "dynamodb:LeadingKeys"
      values   = ["false"]
    }
  }
  statement {
    sid       = "CheckOfTheTableAtStart"
    actions   = ["dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive"]
    resources = [aws_dynamodb_table.sessions.arn]
  }
}

resource "aws_iam_policy" "nodes" {
  name        = "${var.table_name}-nodes"
  description = "For the nodes of the application whose keys begin with ${var.key_prefix}"
  policy      = data.aws_iam_policy_document.nodes.json
}

resource "aws_cloudwatch_metric_alarm" "near_the_ceiling" {
  for_each = {
    Read  = var.max_read_request_units
    Write = var.max_write_request_units
  }
  alarm_name          = "${var.table_name}-${each.key}-near-the-ceiling"
  alarm_description   = "Five minutes above 80 % of the ceiling. Raise it, or find out who asks."
  evaluation_periods  = 5
  threshold           = 80
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns

  metric_query {
    id          = "share"
    label       = "percent of the ceiling"
    expression  = "100 * (consumed / 60) / ${each.value}"
    return_data = true
  }
  metric_query {
    id = "consumed"
    metric {
      namespace   = "AWS/DynamoDB"
      metric_name = "Consumed${each.key}CapacityUnits"
      dimensions  = { TableName = aws_dynamodb_table.sessions.name }
      stat        = "Sum"
      period      = 60
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "throttled" {
  for_each            = toset(["Read", "Write"])
  alarm_name          = "${var.table_name}-${each.key}-throttled"
  alarm_description   = "Calls are throttled, at the ceiling or because a key is hot. The store tries again within callTimeout."
  namespace           = "AWS/DynamoDB"
  metric_name         = "${each.key}ThrottleEvents"
  dimensions          = { TableName = aws_dynamodb_table.sessions.name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 10
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
}

output "table_arn" {
  value = aws_dynamodb_table.sessions.arn
}

output "node_policy_arn" {
  description = "Attach it to the role of the nodes."
  value       = aws_iam_policy.nodes.arn
}
