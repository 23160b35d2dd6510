#include "data/gpt2_tokenizer.hpp"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <queue>
#include <system_error>
#include <utility>

#include "core/check.hpp"
#include "core/text.hpp"
#include "data/gpt2_pieces.hpp"

namespace epochs::data {
namespace {

constexpr const char* kMergesFile = "vocab.bpe";
constexpr const char* kVocabularyFile = "encoder.json";
constexpr std::size_t kMostTokens = 500'000, kLongestToken = 1024;   // the longest of GPT-2's has 128 bytes

std::uint64_t key_of(int left, int right) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32u | static_cast<std::uint32_t>(right); }

Error gpt2_fault(const std::string& where, const LocalizedText& what) {
  return {where + ": " + what.english + "; fetch GPT-2's vocabulary again with tools/setup.sh --data.", where + "：" + what.chinese + "；请用 tools/setup.sh --data 重新下载 GPT-2 的词表。"};
}

// Bytes that can be seen stand for themselves, the others for U+0100 and up, in their order.
bool is_seen(int byte) { return (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte != 0xAD); }

std::unordered_map<char32_t, char> bytes_by_character() {
  std::unordered_map<char32_t, char> out;
  for (int byte = 0, hidden = 0; byte < 256; ++byte) out.emplace(static_cast<char32_t>(is_seen(byte) ? byte : 256 + hidden++), static_cast<char>(byte));
  return out;
}

// Empty: a character of it stands for no byte.
std::string written_bytes(std::string_view token) {
  static const std::unordered_map<char32_t, char> kByteOf = bytes_by_character();
  std::string out;
  if (token.size() > kLongestToken || !is_valid_utf8(token)) return out;
  for (const char32_t character : decode_utf8(token)) {
    const auto found = kByteOf.find(character);
    if (found == kByteOf.end()) return {};
    out += found->second;
  }
  return out;
}

// A token as an error shows it, without what would break the line.
std::string token_shown(std::string_view token) {
  if (token.size() > 40 || !is_valid_utf8(token)) return "(" + std::to_string(token.size()) + " bytes)";
  std::string out = "\"";
  for (const char c : token) out += static_cast<unsigned char>(c) < 32 || c == 127 ? '?' : c;
  return out + "\"";
}

// Takes {"token": id, …}; stops at the first thing that is not so.
class Vocabulary : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::unordered_map<std::string, int> ids;     // by bytes
  std::vector<std::string> tokens;              // by id; empty: none yet
  LocalizedText trouble;
  bool whole() const { return place_ == 2; }

  bool null() override { return other(); }
  bool boolean(bool) override { return other(); }
  bool number_integer(number_integer_t) override { return other(); }      // below 0
  bool number_float(number_float_t, const string_t&) override { return other(); }
  bool string(string_t&) override { return other(); }
  bool binary(binary_t&) override { return other(); }
  bool start_array(std::size_t) override { return other(); }
  bool end_array() override { return other(); }
  bool start_object(std::size_t) override { return place_++ == 0 || other(); }
  bool end_object() override { return place_++ == 1 || other(); }
  bool key(string_t& token) override {
    name_ = token;
    return true;
  }
  bool number_unsigned(number_unsigned_t id) override {
    if (place_ != 1) return other();
    if (id >= kMostTokens) return stop({"token " + token_shown(name_) + " has id " + std::to_string(id) + ", beyond 500,000", "标记 " + token_shown(name_) + " 的编号是 " + std::to_string(id) + "，超过 500,000"});
    std::string bytes = written_bytes(name_);
    if (bytes.empty()) return stop({"token " + token_shown(name_) + " holds a character that stands for no byte", "标记 " + token_shown(name_) + " 中有不代表任何字节的字符"});
    if (tokens.size() <= id) tokens.resize(id + 1);
    if (!tokens[id].empty()) return stop({"id " + std::to_string(id) + " is given twice", "编号 " + std::to_string(id) + " 出现了两次"});
    tokens[id] = bytes;
    if (!ids.emplace(std::move(bytes), static_cast<int>(id)).second) return stop({"token " + token_shown(name_) + " is there twice", "标记 " + token_shown(name_) + " 出现了两次"});
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    const std::string at = group_thousands(static_cast<long long>(position));
    return stop({"it is no JSON from byte " + at + " on; it is damaged or cut off", "从第 " + at + " 个字节起不是 JSON；文件已损坏或不完整"});
  }

 private:
  bool stop(LocalizedText why) {
    if (trouble.empty()) trouble = std::move(why);
    return false;
  }
  bool other() { return stop({"expected {\"token\": id, …} with whole ids from 0 on and nothing else", "应为 {\"标记\": 编号, …}，编号为从 0 起的整数，不能有其他内容"}); }

  int place_ = 0;                               // before, in and after the object
  std::string name_;
};

// A piece while it is joined: a chain of tokens.
struct Link {
  int id, previous, next;                       // id -1: joined to the one before
};
struct Candidate {
  int rank, place, left, right;
  bool operator>(const Candidate& other) const { return rank != other.rank ? rank > other.rank : place > other.place; }
};

}  // namespace

Result<void> Gpt2Tokenizer::read_vocabulary(std::string_view json) {
  Vocabulary read;
  const bool parsed = nlohmann::json::sax_parse(json.begin(), json.end(), &read);
  if (!parsed || !read.whole()) return gpt2_fault(kVocabularyFile, read.trouble.empty() ? LocalizedText{"it is damaged", "文件已损坏"} : read.trouble);
  for (std::size_t id = 0; id < read.tokens.size(); ++id)
    if (read.tokens[id].empty()) return gpt2_fault(kVocabularyFile, {"no token has id " + std::to_string(id) + ", though higher ids are there", "没有编号为 " + std::to_string(id) + " 的标记，却有更大的编号"});
  for (int byte = 0; byte < 256; ++byte) {
    const auto found = read.ids.find(std::string(1, static_cast<char>(byte)));
    if (found == read.ids.end()) return gpt2_fault(kVocabularyFile, {"no token stands for byte " + std::to_string(byte), "没有代表字节 " + std::to_string(byte) + " 的标记"});
    byte_ids_[byte] = found->second;
  }
  bytes_ = std::move(read.tokens), ids_ = std::move(read.ids);
  return {};
}

Result<void> Gpt2Tokenizer::read_merge(std::string_view line, int number) {
  const std::string where = std::string(kMergesFile) + ":" + std::to_string(number);
  const std::vector<std::string_view> parts = epochs::split(line, ' ');
  if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) return gpt2_fault(where, {"expected two tokens with one space between them", "应为以一个空格隔开的两个标记"});
  const std::string left = written_bytes(parts[0]), right = written_bytes(parts[1]);
  const auto of_left = ids_.find(left), of_right = ids_.find(right), joined = ids_.find(left + right);
  for (const auto& [bytes, found, part] : {std::tuple{&left, of_left, parts[0]}, std::tuple{&right, of_right, parts[1]}})
    if (bytes->empty() || found == ids_.end()) return gpt2_fault(where, {std::string(kVocabularyFile) + " has no token " + token_shown(part), std::string(kVocabularyFile) + " 中没有标记 " + token_shown(part)});
  if (joined == ids_.end()) return gpt2_fault(where, {std::string(kVocabularyFile) + " has no token for what it joins", std::string(kVocabularyFile) + " 中没有合并后的标记"});
  const Join join{static_cast<int>(joins_.size()), joined->second};
  if (!joins_.emplace(key_of(of_left->second, of_right->second), join).second) return gpt2_fault(where, {"the same pair stands on an earlier line", "这一对在前面的行中已经出现"});
  return {};
}

Result<void> Gpt2Tokenizer::read_merges(std::string_view text) {
  if (!text.starts_with("#version")) return gpt2_fault(std::string(kMergesFile) + ":1", {"expected \"#version …\"", "应为“#version …”"});
  if (!text.ends_with('\n')) return gpt2_fault(kMergesFile, {"its last line does not end; it is cut off", "最后一行没有结束；文件不完整"});
  int number = 1;
  for (std::size_t at = text.find('\n') + 1; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    if (Result<void> read = read_merge(text.substr(at, end - at), ++number); !read) return read;
    at = end + 1;
  }
  return {};
}

Result<Gpt2Tokenizer> Gpt2Tokenizer::parse(std::string_view merges, std::string_view vocabulary) {
  for (const auto& [bytes, name] : {std::pair{merges.size(), kMergesFile}, std::pair{vocabulary.size(), kVocabularyFile}})
    if (bytes > kMostVocabularyBytes) return gpt2_fault(name, {"the file is larger than 16 MiB", "文件超过 16 MiB"});
  Gpt2Tokenizer out;
  if (Result<void> read = out.read_vocabulary(vocabulary); !read) return read.failure();
  if (Result<void> read = out.read_merges(merges); !read) return read.failure();
  return out;
}

Result<Gpt2Tokenizer> Gpt2Tokenizer::read(const std::filesystem::path& folder) {
  std::string texts[2];
  const char* names[] = {kMergesFile, kVocabularyFile};
  for (int i = 0; i < 2; ++i) {
    const std::filesystem::path file = folder / names[i];
    std::error_code trouble;
    const bool there = std::filesystem::is_regular_file(file, trouble);
    const std::uintmax_t size = there ? std::filesystem::file_size(file, trouble) : 0;
    if (!there || trouble) return gpt2_fault(file.string(), {"there is no such file", "没有这个文件"});
    if (size > kMostVocabularyBytes) return gpt2_fault(file.string(), {"the file is larger than 16 MiB", "文件超过 16 MiB"});
    std::ifstream in(file, std::ios::binary);
    texts[i].resize(static_cast<std::size_t>(size));
    if (!in || (size > 0 && !in.read(texts[i].data(), static_cast<std::streamsize>(size)))) return gpt2_fault(file.string(), {"the file cannot be read", "无法读取这个文件"});
  }
  return parse(texts[0], texts[1]);
}

// The pair of the lowest rank is joined wherever it stands, from left to right; then the next. Takes n log n time, however long the piece.
void Gpt2Tokenizer::encode_piece(std::string_view piece, std::vector<int>& out) const {
  const auto count = static_cast<int>(piece.size());
  std::vector<Link> chain;
  for (int i = 0; i < count; ++i) chain.push_back({byte_ids_[static_cast<unsigned char>(piece[static_cast<std::size_t>(i)])], i - 1, i + 1 < count ? i + 1 : -1});
  const auto at = [&](int place) -> Link& { return chain[static_cast<std::size_t>(place)]; };
  std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> waiting;
  const auto offer = [&](int place) {
    if (place < 0 || at(place).next < 0) return;
    const int left = at(place).id, right = at(at(place).next).id;
    if (const auto found = joins_.find(key_of(left, right)); found != joins_.end()) waiting.push({found->second.rank, place, left, right});
  };
  for (int i = 0; i < count; ++i) offer(i);
  std::vector<int> joined;
  while (!waiting.empty()) {
    joined.clear();
    for (const int rank = waiting.top().rank; !waiting.empty() && waiting.top().rank == rank; waiting.pop()) {
      const Candidate next = waiting.top();
      Link& left = at(next.place);
      if (left.id != next.left || left.next < 0 || at(left.next).id != next.right) continue;      // one of them was joined meanwhile
      left.id = joins_.at(key_of(next.left, next.right)).id;
      at(left.next).id = -1;
      left.next = at(left.next).next;
      if (left.next >= 0) at(left.next).previous = next.place;
      joined.push_back(next.place);
    }
    for (const int place : joined) offer(at(place).previous), offer(place);
  }
  for (int place = count > 0 ? 0 : -1; place >= 0; place = at(place).next) out.push_back(at(place).id);
}

std::vector<int> Gpt2Tokenizer::encode(std::string_view text) const {
  std::vector<int> out;
  std::unordered_map<std::string_view, std::pair<std::size_t, std::size_t>> known;      // where in `out` the same piece stands already
  for (const std::string_view piece : gpt2::split(text)) {
    const auto [found, added] = known.try_emplace(piece, out.size(), 0);
    auto& [first, count] = found->second;
    if (added) {
      encode_piece(piece, out);
      count = out.size() - first;
    } else {
      for (std::size_t i = first; i < first + count; ++i) out.push_back(out[i]);
    }
  }
  return out;
}

const std::string& Gpt2Tokenizer::bytes_of(int id) const {
  EPOCHS_CHECK(id >= 0 && id < size(), "there is no token " + std::to_string(id));
  return bytes_[static_cast<std::size_t>(id)];
}

}  // namespace epochs::data
