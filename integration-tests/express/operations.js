'use strict';
// What the Express applications have in common: each operation of a test is a GET, as with the probe on Tomcat.
//
//   op=set name value    the value is JSON           op=get, op=info    tells the session
//   op=remove name                                   op=login value     regenerates the session, sets user
//   op=logout            destroys the session        op=peek            does not look at the session's attributes
//   op=hold gate name value   has the session loaded, waits until op=open gate, then sets name
//   op=open gate         lets it go on               op=waiting gate    tells how many wait
//   op=clock value       sets the clock, so many ms ahead (under /gates, as the two above)
//   op=maxAge value      sets the cookie's maxAge    op=expires value   sets its expires, so many ms from now
//   op=describe          tells the attributes as text
//
// Under /times/<form> and /rolling/<form> the cookie has one of the forms below.
// The clock of the application, which a test may set ahead.
let ahead = 0;
const TrueDate = Date;
global.Date = class extends TrueDate {
  constructor(...of) {
    super(...(of.length === 0 ? [TrueDate.now() + ahead] : of));
  }

  static now() {
    return TrueDate.now() + ahead;
  }
};

const express = require('express');
const session = require('express-session');

const secrets = process.env.SECRETS.split(',');
const maxAge = process.env.MAX_AGE === 'none' ? null : Number(process.env.MAX_AGE);

const forms = {
  none: {},
  null: { maxAge: null },
  false: { expires: false },
  hour: { maxAge: 3600000 },
  odd: { maxAge: 90061500 },
  short: { maxAge: 61500 },
  date: () => ({ expires: new Date(Date.now() + 7200000) }),
};

const gates = new Map();

function gate(name) {
  if (!gates.has(name)) {
    let open;
    const opened = new Promise((resolve) => { open = resolve; });
    gates.set(name, { opened, open, waiting: 0 });
  }
  return gates.get(name);
}

function promise(call) {
  return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
}

/** The attributes as JSON, with the numbers that JSON has not. */
function describe(session) {
  const { cookie, lastModified, ...attributes } = session;
  const text = JSON.stringify(attributes, (name, value) => (
    typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${Object.is(value, -0) ? '-0' : value}` : value));
  return session.admin === undefined ? text : `${text}, and session.admin is ${session.admin}`;
}

function tell(req, op) {
  const answer = { op, session: Boolean(req.session && req.session.user !== undefined) };
  if (req.session) {
    const { cookie, lastModified, ...attributes } = req.session;
    answer.session = Object.keys(attributes).length > 0;
    answer.id = req.sessionID;
    answer.attributes = attributes;
    answer.originalMaxAge = cookie.originalMaxAge;
    if (op === 'describe') {
      answer.described = describe(req.session);
    }
  }
  return answer;
}

async function operate(req) {
  const { op, name, value, gate: gateName } = req.query;
  switch (op) {
    case 'set':
      req.session[name] = JSON.parse(value);
      break;
    case 'remove':
      delete req.session[name];
      break;
    case 'maxAge':
      req.session.cookie.maxAge = JSON.parse(value);
      req.session.changed = value;
      break;
    case 'expires':
      req.session.cookie.expires = new Date(Date.now() + Number(value));
      req.session.changed = value;
      break;
    case 'login':
      await promise((done) => req.session.regenerate(done));
      req.session.user = value;
      break;
    case 'logout':
      await promise((done) => req.session.destroy(done));
      break;
    case 'hold': {
      const waiting = gate(gateName);
      waiting.waiting += 1;
      await waiting.opened;
      waiting.waiting -= 1;
      if (name) {
        req.session[name] = JSON.parse(value);
      }
      break;
    }
    default:
      break;
  }
  return tell(req, op);
}

exports.serve = function serve(newStore) {
  const app = express();
  app.get('/gates', (req, res) => {
    if (req.query.op === 'open') {
      gate(req.query.gate).open();
    }
    if (req.query.op === 'clock') {
      ahead = Number(req.query.value);
    }
    res.json({ waiting: gate(req.query.gate).waiting });
  });
  // Each with a store of its own: express-session leaves in it how sessions are made.
  const sessions = (secret, more) => session({
    store: newStore(),
    secret,
    resave: false,
    saveUninitialized: false,
    cookie: maxAge === null ? {} : { maxAge },
    ...more,
  });
  // Once with all secrets, and once as before the last rotation.
  app.use('/old', sessions(secrets[secrets.length - 1]));
  app.use('/app', sessions(secrets));
  app.use('/host', sessions(secrets, { name: '__Host-sid' }));
  for (const [form, cookie] of Object.entries(forms)) {
    app.use(`/times/${form}`, sessions(secrets, { cookie }));
    app.use(`/rolling/${form}`, sessions(secrets, { cookie, rolling: true }));
  }
  app.get(['/old', '/app', '/host', '/times/:form', '/rolling/:form'], (req, res, next) => {
    operate(req).then((answer) => res.json(answer), next);
  });
  app.use((error, req, res, next) => {
    res.status(500).json({ error: String(error) });
  });
  const server = app.listen(0, '127.0.0.1', () => {
    console.log(`listening on ${server.address().port}`);
  });
  // Ends with the test that has started it.
  process.stdin.resume().on('end', () => process.exit(0));
};

exports.client = function client() {
  const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
  return new DynamoDBClient({ endpoint: process.env.ENDPOINT, region: process.env.AWS_REGION });
};
