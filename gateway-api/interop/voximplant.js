// Makes calls of Voximplant's client, one after the other, and writes what each resolves to, or {"thrown": why}, as one JSON list.
// node voximplant.js HOST:PORT CREDENTIALS CALLS, where CALLS is a JSON list of {method, request}
'use strict';

const { default: VoximplantApiClient } = require('@voximplant/apiclient-nodejs');

const [host, pathToCredentials, calls] = process.argv.slice(2);
const client = new VoximplantApiClient({ pathToCredentials, host });

client.onReady = async () => {
  const answers = [];
  for (const { method, request } of JSON.parse(calls)) {
    try {
      answers.push(await client.SMS[method](request));
    } catch (e) {
      answers.push({ thrown: String(e.message) });
    }
  }
  console.log(JSON.stringify(answers));
};
