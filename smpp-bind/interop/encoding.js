// Reads texts with what Trunkline makes of them (a JSON object a line, from EncodingPeersIT), asks three libraries the same,
// and checks the national tables against a fourth. Prints one JSON object; ends with 1 if anything is not as it must be.
'use strict';

const fs = require('fs');
const {SegmentedMessage} = require('sms-segments-calculator');
const splitSms = require('split-sms');
const gsm = require('gsm');
const {gsmCoder, filters} = require('smpp/lib/defs');

const SHOWN = 10;

const peers = {
  'sms-segments-calculator': text => {
    const message = new SegmentedMessage(text, 'auto');
    return {coding: message.encodingName === 'GSM-7' ? 'gsm7' : 'ucs2', segments: message.segmentsCount};
  },
  'split-sms': text => {
    const split = splitSms.split(text);
    return {
      coding: split.characterSet === 'GSM' ? 'gsm7' : 'ucs2',
      segments: split.parts.length,
      parts: split.parts.map(part => part.content),
    };
  },
  'gsm': text => {
    const counted = gsm(text);
    return {coding: counted.char_set === 'Unicode' ? 'ucs2' : 'gsm7', segments: counted.sms_count};
  },
};

const verdict = found => found.coding + '/' + found.segments;

function compareCounts(rows) {
  const result = {texts: rows.length, allAgree: 0, twoAgreeWithUs: 0, noTwoAgree: 0, against: {}, failures: []};
  for (const name of Object.keys(peers)) {
    result.against[name] = {agree: 0, disagree: []};
  }
  for (const row of rows) {
    const ours = verdict(row);
    const votes = {};
    for (const [name, ask] of Object.entries(peers)) {
      const theirs = verdict(ask(row.text));
      votes[theirs] = (votes[theirs] || 0) + 1;
      const against = result.against[name];
      if (theirs === ours) {
        against.agree++;
      } else {
        against.disagree.push({text: row.text, ours, theirs});
      }
    }
    const [best, count] = Object.entries(votes).sort((a, b) => b[1] - a[1])[0];
    if (count === 3 && best === ours) {
      result.allAgree++;
    } else if (count === 2 && best === ours) {
      result.twoAgreeWithUs++;
    } else if (count === 1) {
      result.noTwoAgree++;
    } else {
      result.failures.push({text: row.text, ours, votes});
    }
  }
  for (const against of Object.values(result.against)) {
    against.disagreements = against.disagree.length;
    against.disagree = against.disagree.slice(0, SHOWN);
  }
  return result;
}

// Where both find as many segments, each must hold the same part of the text.
function compareParts(rows) {
  const result = {compared: 0, same: 0, failures: []};
  for (const row of rows) {
    const theirs = peers['split-sms'](row.text);
    if (verdict(theirs) !== verdict(row)) {
      continue;
    }
    result.compared++;
    if (JSON.stringify(theirs.parts) === JSON.stringify(row.parts)) {
      result.same++;
    } else {
      result.failures.push({ours: row.parts, theirs: theirs.parts});
    }
  }
  return result;
}

// Cell by cell. Their single shift tables name a septet by the character that it has in the locking table.
function compareTables(tables) {
  const result = {cells: 0, same: 0, failures: []};
  for (const table of tables) {
    const coder = gsmCoder.getCoder(table.language);
    const base = [...coder.chars];
    const escaped = {};
    const from = coder.escCharsDec || coder.escChars;
    const to = coder.extCharsDec || coder.extChars;
    for (let i = 0; i < from.length; i++) {
      escaped[base.indexOf(from[i])] = to[i];
    }
    for (let septet = 0; septet < 128; septet++) {
      const theirs = table.kind === 'locking' ? (septet === 0x1B ? null : base[septet]) : escaped[septet] || null;
      result.cells++;
      if (theirs === table.cells[septet]) {
        result.same++;
      } else {
        result.failures.push({table: table.name, septet: septet.toString(16), ours: table.cells[septet], theirs});
      }
    }
  }
  return result;
}

// What we send, header and all, read by their decoder of submit_sm.
function decodeNational(rows) {
  const result = {texts: rows.length, read: 0, failures: []};
  for (const row of rows) {
    let text = '';
    for (const hex of row.pieces) {
      const pdu = {data_coding: row.dataCoding, esm_class: row.udhi ? 0x40 : 0};
      const read = filters.message.decode.call(pdu, Buffer.from(hex, 'hex'));
      text += typeof read === 'string' ? read : read.message;
    }
    if (text === row.text) {
      result.read++;
    } else {
      result.failures.push({text: row.text, theirs: text, pieces: row.pieces});
    }
  }
  return result;
}

const lines = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const of = kind => lines.filter(line => line.is === kind);
const results = {
  counts: compareCounts(of('text')),
  parts: compareParts(of('text')),
  tables: compareTables(of('table')),
  national: decodeNational(of('national')),
};
let failed = 0;
for (const result of Object.values(results)) {
  failed += result.failures.length;
  result.failed = result.failures.length;
  result.failures = result.failures.slice(0, SHOWN);
}
console.log(JSON.stringify(results, null, 1));
process.exit(failed === 0 ? 0 : 1);
