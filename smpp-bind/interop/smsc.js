'use strict';
// An SMSC on node-smpp for NodeSmppSmscIT. Prints "ready PORT", then a JSON line for each submit_sm: its octets, and its text
// as node-smpp decodes it. Takes "message" (sends one from a phone) and "drop" (cuts all links) on standard input.
const readline = require('readline');
const smpp = require('smpp');

const sessions = new Set();
let number = 0x6490a000;

const decode = smpp.filters.message.decode;
smpp.filters.message.decode = function (octets) {
  this.octets = Buffer.from(octets);
  return decode.call(this, octets);
};

function bind(session, pdu) {
  if (pdu.system_id !== 'node' || pdu.password !== 'npm') {
    session.send(pdu.response({ command_status: smpp.ESME_RINVPASWD }));
    return;
  }
  session.send(pdu.response({ system_id: 'node-smpp' }));
  sessions.add(session);
}

function submit(session, pdu) {
  const id = ++number;
  session.send(pdu.response({ message_id: id.toString(16).toUpperCase() }));
  const message = pdu.short_message;
  console.log(JSON.stringify({
    esm_class: pdu.esm_class,
    data_coding: pdu.data_coding,
    octets: pdu.octets.toString('hex'),
    text: typeof message === 'string' ? message : String(message.message),
  }));
  if (pdu.registered_delivery & 1) {
    session.deliver_sm({
      source_addr: pdu.destination_addr,
      destination_addr: pdu.source_addr,
      esm_class: 4,
      short_message: `id:${id} sub:001 dlvrd:001 submit date:2611211200 done date:2611211201 stat:DELIVRD err:000 text:`,
    });
  }
}

function query(session, pdu) {
  session.send(pdu.response({ message_id: pdu.message_id, message_state: 2, error_code: 0, final_date: '' }));
}

const server = smpp.createServer((session) => {
  session.on('bind_transceiver', (pdu) => bind(session, pdu));
  session.on('submit_sm', (pdu) => submit(session, pdu));
  session.on('query_sm', (pdu) => query(session, pdu));
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('close', () => sessions.delete(session));
  session.on('error', () => sessions.delete(session));
});
server.listen(0, '127.0.0.1', () => console.log('ready ' + server.address().port));

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  for (const session of sessions) {
    if (line === 'drop') {
      session.destroy();
    } else if (line === 'message') {
      session.deliver_sm({ source_addr: '46701', destination_addr: '72456', short_message: 'From node: ñ €' });
    }
  }
}).on('close', () => process.exit(0));
