'use strict';
// node validate.js cloudformation|kubernetes|terraform FILE: prints {"problems": [...], "documents": [...]}.
const fs = require('fs');

async function main([language, file]) {
  const validate = require(`./${language}.js`);
  console.log(JSON.stringify(await validate(fs.readFileSync(file, 'utf8'))));
}

main(process.argv.slice(2));
