'use strict';
const session = require('express-session');
const DynamoDBStore = require('connect-dynamodb')(session);
const { client, serve } = require('./operations');

serve(() => new DynamoDBStore({ table: process.env.TABLE, client: client() }));
