'use strict';
// The Node stores' own examples, each with its own table, cookie, secret and times: those of @pwrdrvr's directory
// "examples", and the snippets of connect-dynamodb's README. What the application does is the same for all:
// GET /login logs a user in, GET / tells who is logged in.
const express = require('express');
const session = require('express-session');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');

const HOUR = 60 * 60 * 1000;

function pwrdrvr(client) {
  const { DynamoDBStore } = require('@pwrdrvr/dynamodb-session-store');
  return {
    store: new DynamoDBStore({
      tableName: 'dynamodb-session-store-test',
      dynamoDBClient: client,
      touchAfter: 60 * 5,
    }),
    secret: 'yeah-dont-use-this',
    cookie: { maxAge: HOUR },
    resave: false,
    saveUninitialized: false,
  };
}

const examples = {
  'pwrdrvr-express': () => pwrdrvr(new DynamoDBClient({})),

  'pwrdrvr-cross-account': () => {
    const { fromTemporaryCredentials } = require('@aws-sdk/credential-providers');
    return pwrdrvr(new DynamoDBClient({
      credentials: fromTemporaryCredentials({
        params: {
          RoleArn: process.env.TABLE_ROLE_ARN,
          RoleSessionName: 'dynamodb-session-store-cross-account',
          DurationSeconds: 3600,
        },
      }),
    }));
  },

  'pwrdrvr-other': () => {
    const Store = require('connect-dynamodb')(session);
    return {
      store: new Store({ client: new DynamoDBClient({}), hashKey: 'id', table: 'connect-dynamodb-test' }),
      name: 'sid',
      secret: 'yeah-dont-use-this',
      cookie: { maxAge: HOUR },
      resave: false,
      saveUninitialized: false,
    };
  },

  'connect-dynamodb-readme': () => {
    const Store = require('connect-dynamodb')({ session });
    return {
      store: new Store({
        table: 'myapp-sessions',
        client: new DynamoDBClient({ endpoint: process.env.ENDPOINT }),
        readCapacityUnits: 25,
        writeCapacityUnits: 25,
        specialKeys: [{ name: 'userId', type: 'S' }],
        skipThrowMissingSpecialKeys: true,
      }),
      secret: 'keyboard cat',
    };
  },
};

const app = express();
app.use(session(examples[process.env.EXAMPLE]()));
app.get('/login', (req, res) => {
  req.session.user = 'test';
  req.session.userId = 'u-42';
  res.json({ id: req.session.id });
});
app.get('/', (req, res) => res.json({
  id: req.session.id,
  user: req.session.user,
  colour: req.session.colour,
}));
const server = app.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
// Ends with the test that has started it.
process.stdin.resume().on('end', () => process.exit(0));
