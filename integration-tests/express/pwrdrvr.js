'use strict';
const { DynamoDBStore } = require('@pwrdrvr/dynamodb-session-store');
const { client, serve } = require('./operations');

serve(() => new DynamoDBStore({
  tableName: process.env.TABLE,
  dynamoDBClient: client(),
  prefix: process.env.PREFIX || 'session#',
}));
