'use strict';
// Tells what JSON.parse makes of each line of a file, which is a text written as a JSON string: the value in a form that
// is the same for equal values, or "refused" when the text is no object.
const fs = require('fs');

const bits = new DataView(new ArrayBuffer(8));

function number(value) {
  bits.setFloat64(0, value);
  return '#' + bits.getBigUint64(0).toString(16);
}

function string(value) {
  let text = '"';
  for (let i = 0; i < value.length; i += 1) {
    const c = value.charCodeAt(i);
    text += c > 0x20 && c < 0x7f && c !== 0x22 && c !== 0x5c ? value[i] : '\\' + c.toString(16) + ';';
  }
  return text + '"';
}

function dump(value) {
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'number') {
    return number(value);
  }
  if (typeof value === 'string') {
    return string(value);
  }
  if (Array.isArray(value)) {
    return '[' + value.map(dump).join() + ']';
  }
  return '{' + Object.keys(value).sort().map((name) => string(name) + ':' + dump(value[name])).join() + '}';
}

function judge(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? dump(value) : 'refused';
  } catch (e) {
    return 'refused';
  }
}

const answers = fs.readFileSync(process.argv[2], 'latin1').split('\n').filter((line) => line !== '')
  .map((line) => judge(JSON.parse(line)));
fs.writeFileSync(process.argv[3], answers.join('\n'));
