// Reads one JSON object a line, {secret, headers, body}, and says of each webhook "valid" or why it is not.
'use strict';

const readline = require('readline');
const { Webhook } = require('standardwebhooks');

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const hook = JSON.parse(line);
  try {
    new Webhook(hook.secret).verify(hook.body, hook.headers);
    console.log('valid');
  } catch (e) {
    console.log(String(e.message));
  }
});
