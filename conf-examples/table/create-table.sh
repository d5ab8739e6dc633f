#!/bin/sh
# Creates the table: on-demand capacity, a string key, and time to live.
set -e
aws dynamodb create-table --table-name sessions --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST --region eu-west-1
aws dynamodb wait table-exists --table-name sessions --region eu-west-1
aws dynamodb update-time-to-live --table-name sessions --time-to-live-specification Enabled=true,AttributeName=expires --region eu-west-1
