// Writes src/data/gpt2_classes.cpp: which characters GPT-2's pattern takes for letters, numbers and white space, as this JavaScript engine has them.
//     node tools/unicode_classes.mjs >src/data/gpt2_classes.cpp        then clang-format leaves it alone
const patterns = [['L', /^\p{L}$/u], ['N', /^\p{N}$/u], ['S', /^\s$/u]];
const ranges = [];
for (let code = 0; code <= 0x10ffff; ++code) {
  const found = code >= 0xd800 && code < 0xe000 ? undefined : patterns.find(([, pattern]) => pattern.test(String.fromCodePoint(code)));
  if (!found) continue;
  const last = ranges.at(-1);
  if (last && last.kind === found[0] && last.to === code - 1) last.to = code;
  else ranges.push({from: code, to: code, kind: found[0]});
}
const lines = [''];
for (const {from, to, kind} of ranges) {
  const item = `{0x${from.toString(16).toUpperCase()}, 0x${to.toString(16).toUpperCase()}, ${kind}},`;
  if (lines.at(-1).length + item.length > 165) lines.push('');
  lines[lines.length - 1] += (lines.at(-1) ? ' ' : '  ') + item;
}
console.log(`// Made by tools/unicode_classes.mjs from the character database of a JavaScript engine; change it there.
#include "data/gpt2_classes.hpp"

namespace epochs::data::gpt2 {
namespace {

constexpr CharacterKind L = CharacterKind::Letter, N = CharacterKind::Number, S = CharacterKind::Space;

// clang-format off
constexpr KindRange kRanges[] = {
${lines.join('\n')}
};
// clang-format on

}  // namespace

std::string_view unicode_version() { return "${process.versions.unicode}"; }
std::span<const KindRange> kind_ranges() { return kRanges; }

}  // namespace epochs::data::gpt2`);
