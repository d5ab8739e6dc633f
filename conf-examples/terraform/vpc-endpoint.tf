# A gateway endpoint, so that nodes in private subnets reach the table without a NAT gateway and without its price for each
# gigabyte. It costs nothing.

variable "vpc_id" {
  type    = string
  default = null
}

variable "route_table_ids" {
  type        = list(string)
  default     = []
  description = "The route tables of the subnets of the nodes."
}

resource "aws_vpc_endpoint" "dynamodb" {
  count             = var.vpc_id == null ? 0 : 1
  vpc_id            = var.vpc_id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${data.aws_region.current.name}.dynamodb"
  route_table_ids   = var.route_table_ids
  # A node that was broken into can carry sessions nowhere else.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action = [
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
      ]
      Resource = aws_dynamodb_table.sessions.arn
    }]
  })
}
