// What GPT-2's tokenizer must give, by the package's own encoder: one JSON line for each string, {"text", "pieces", "ids"}; pieces in bytes.
//     node tools/golden_tokenizer.mjs PACKAGE COUNT SEED OUT.jsonl [TEXT…]
// PACKAGE: the unpacked npm package gpt-3-encoder 1.1.4. COUNT strings are made from SEED; each TEXT (UTF-8) follows, a hundred lines a string.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

const [folder, count, seed, out, ...texts] = process.argv.slice(2);
if (!out) {
  console.error('golden_tokenizer.mjs: say PACKAGE COUNT SEED OUT.jsonl [TEXT…]');
  process.exit(2);
}
const {encode} = createRequire(import.meta.url)(path.resolve(folder, 'Encoder.js'));
// The package's pattern, out of its own source: it does not hand it out.
const [, source, flags] = /^const pat = \/(.*)\/([a-z]+)$/m.exec(fs.readFileSync(path.join(folder, 'Encoder.js'), 'utf8'));
const pattern = new RegExp(source, flags);

let state = Number(seed) >>> 0 || 1;                    // xorshift32
function below(bound) {
  state ^= state << 13, state >>>= 0, state ^= state >>> 17, state ^= state << 5, state >>>= 0;
  return state % bound;
}
const among = items => items[below(items.length)];
const between = (from, to) => String.fromCodePoint(from + below(to - from + 1));
const run = (make, most) => Array.from({length: 1 + below(most)}, make).join('');

function anything() {                                   // any code point that is no half of a pair
  const code = below(0x110000 - 0x800);
  return String.fromCodePoint(code < 0xd800 ? code : code + 0x800);
}
const odd = ['\t', '\n', '\r', '\v', '\f', '\u0000', '\u0001', '\u001c', '\u001f', '\u007f', '\u0085', '\u00a0', '\u00ad', '\u1680', '\u180e', '\u2000', '\u2009', '\u200a', '\u200b', '\u200c', '\u200d',
  '\u2028', '\u2029', '\u202f', '\u205f', '\u2060', '\u3000', '\ufeff', '\ufffd', '\uffff', '\u{e0001}', '\u{10ffff}'];
const emoji = ['😀', '👩‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇨🇳', '🧑🏿‍🚀', '❤️', '1️⃣', '☃', '✂︎', '🤷‍♀️'];
const words = ['the', ' the', 'Hello', ' world', "don't", "we're", "I'LL", "they'll", "o'clock", "''s", " 's", "'d've", '2019', ' 3.14', '½', '٣', 'Ⅷ', '10²', '<|endoftext|>', '","', "','", '},{"', ']),', '...', ' ---', '\r\n\r\n', '   '];
const makers = [
  () => run(anything, 40), () => run(() => between(0x20, 0x7e), 60), () => run(() => among(words), 20), () => run(() => among(odd), 12), () => run(() => among([' ', '  ', '\n', '\t', '\u00a0', 'a', '1', '.']), 40),
  () => run(() => between(0x4e00, 0x9fff), 30), () => run(() => between(0x20000, 0x323af), 8), () => run(() => among(emoji), 8), () => run(() => between(0x61, 0x7a) + run(() => between(0x300, 0x36f), 4), 10),
  () => run(() => between(0xac00, 0xd7a3), 20), () => run(() => between(0x3040, 0x30ff), 20), () => run(() => between(0x600, 0x6ff), 30), () => run(() => between(0x900, 0x97f), 30), () => run(() => between(0x400, 0x4ff), 30),
  () => run(() => between(0x2000, 0x2bff), 20), () => run(() => between(0x10000, 0x1ffff), 20), () => run(() => between(0x80, 0x24f), 40), () => run(() => between(0, 0x20), 10), () => run(() => among(["'", '"', ',', "'s", "'ll", ' ', 's']), 40),
  () => among(['a', ' ', '哈', '😀', '\n', 'ab', '=', '0', '\u0301', '!?', 'Ġ']).repeat(1 + below(300)),
];
const mixed = () => run(() => among(makers)().slice(0, 30).replace(/[\ud800-\udbff]$/, ''), 6);
const random = () => (below(3) === 0 ? mixed() : among(makers)());

const file = fs.openSync(out, 'w');
fs.writeSync(file, JSON.stringify({unicode: process.versions.unicode, seed: Number(seed), count: Number(count)}) + '\n');
function put(text) {
  if (!text.isWellFormed?.() && /[\ud800-\udfff]/u.test(text)) throw new Error('half of a pair');
  fs.writeSync(file, JSON.stringify({text, pieces: Array.from(text.matchAll(pattern)).map(x => Buffer.byteLength(x[0])), ids: encode(text)}) + '\n');
}
for (let i = 0; i < Number(count); ++i) put(random());
for (const name of texts) {
  const lines = fs.readFileSync(name, 'utf8').split('\n');
  for (let i = 0; i < lines.length; i += 100) put(lines.slice(i, i + 100).join('\n') + (i + 100 < lines.length ? '\n' : ''));
}
fs.closeSync(file);
