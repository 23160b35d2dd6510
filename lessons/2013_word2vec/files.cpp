#include "files.hpp"

#include <cctype>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <utility>

#include "core/atomic_file.hpp"
#include "data/text_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::word2vec {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLookedAt = 1u << 16u, kFewestNumbers = 5;      // of a line that is a word with its vector

std::string lower_name(const fs::path& path) {
  std::string out = path.filename().string();
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool looks_like_a_number(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos && text.find_first_of("0123456789") != std::string_view::npos; }

// "71000 200", or a word and at least five numbers, of which one has a point.
bool begins_like_vectors(std::string_view bytes) {
  const std::string_view line = trim(bytes.substr(0, bytes.find('\n')));
  const std::vector<std::string_view> fields = split(line, ' ');
  if (fields.size() == 2 && bytes.find('\n') != std::string_view::npos)
    return fields[0].find_first_not_of("0123456789") == std::string_view::npos && fields[1].find_first_not_of("0123456789") == std::string_view::npos && !fields[0].empty() && !fields[1].empty();
  if (fields.size() < kFewestNumbers + 1) return false;
  for (std::size_t i = fields.size() - kFewestNumbers; i < fields.size(); ++i)
    if (!looks_like_a_number(fields[i])) return false;
  return line.substr(static_cast<std::size_t>(fields[fields.size() - kFewestNumbers].data() - line.data())).find('.') != std::string_view::npos;
}

Result<std::string> bytes_of(const std::string& path) {
  std::error_code fault;
  if (!fs::is_regular_file(path, fault)) return Error{path + ": there is no such file; a projector's table needs the other one of the pair beside it.", path + "：没有这个文件；projector 的表格要成对放在一起。"};
  if (fs::file_size(path, fault) > data::kMostVectorBytes || fault) return Error{path + ": the file is larger than 1 GiB; take fewer words or dimensions.", path + "：文件超过 1 GiB；请减少词数或维数。"};
  std::ifstream in(path, std::ios::binary);
  std::string out{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return Error{path + ": the file cannot be read; check its permissions.", path + "：无法读取这个文件；请检查权限。"};
  return out;
}

bool is_metadata(const fs::path& path) { return lower_name(path).find("metadata") != std::string::npos; }

Result<data::WordVectors> read_projector(const std::string& path) {
  const std::string other = projector_partner(path);
  const std::string& vectors = is_metadata(path) ? other : path;
  const std::string& metadata = is_metadata(path) ? path : other;
  const Result<std::string> numbers = bytes_of(vectors);
  if (!numbers) return numbers.failure();
  const Result<std::string> words = bytes_of(metadata);
  if (!words) return words.failure();
  return data::parse_projector({numbers.value(), fs::path(vectors).filename().string()}, {words.value(), fs::path(metadata).filename().string()});
}

Result<std::shared_ptr<const data::WordVectors>> vectors_of_file(const std::string& path) {
  auto read = is_projector_table(path) ? read_projector(path) : data::read_word_vectors(path);
  if (!read) return read.failure();
  return std::shared_ptr<const data::WordVectors>(std::make_shared<data::WordVectors>(std::move(read).value()));
}

data::WordVectors vectors_of(const Snapshot& seen) {
  data::WordVectors out;
  out.dimension = static_cast<int>(seen.vectors->cols());
  out.words = seen.text->words;
  out.values.assign(seen.vectors->data(), seen.vectors->data() + seen.vectors->size());
  return out;
}

Result<void> write_tensors(const Snapshot& seen, const std::string& file) {
  nn::Tensors tensors;
  tensors.tensors.push_back({"v", {seen.vectors->rows(), seen.vectors->cols()}, *seen.vectors});
  if (seen.outputs->rows() > 0) tensors.tensors.push_back({"u", {seen.outputs->rows(), seen.outputs->cols()}, *seen.outputs});
  return write_atomically(file, nn::write_safetensors(tensors), Readers::Everyone);
}

Result<void> write_projector(const data::WordVectors& vectors, const std::string& file) {
  const Result<data::ProjectorTables> tables = data::projector_tables(vectors);
  if (!tables) return tables.failure();
  const std::string other = projector_partner(file);
  if (auto done = write_atomically(is_metadata(file) ? other : file, tables.value().vectors, Readers::Everyone); !done) return done;
  return write_atomically(is_metadata(file) ? file : other, tables.value().metadata, Readers::Everyone);
}

}  // namespace

bool is_projector_table(const std::string& path) { return lower_name(path).ends_with(".tsv"); }

std::string projector_partner(const std::string& path) {
  const fs::path file(path);
  std::string stem = file.stem().string();
  const auto with = [&](const std::string& name) { return (file.parent_path() / (name + file.extension().string())).string(); };
  if (const std::size_t at = stem.rfind("_metadata"); at != std::string::npos && at + 9 == stem.size() && !stem.substr(0, at).ends_with("vectors")) {
    const std::string named = with(stem.substr(0, at) + "_vectors");      // what TensorBoard's users call it, where it is there
    std::error_code fault;
    return fs::exists(named, fault) ? named : with(stem.substr(0, at));
  }
  if (const std::size_t at = stem.rfind("metadata"); at != std::string::npos) return with(stem.replace(at, 8, "vectors"));
  if (const std::size_t at = stem.rfind("vectors"); at != std::string::npos) return with(stem.replace(at, 7, "metadata"));
  return with(stem + "_metadata");
}

Result<FileKind> kind_of_file(const std::string& path) {
  std::error_code fault;
  if (!fs::is_regular_file(path, fault)) return Error{path + ": there is no such file; check the path.", path + "：没有这个文件；请检查路径。"};
  const std::string name = lower_name(path);
  if (name.ends_with(".csv")) {
    const std::string file = fs::path(path).filename().string();
    return Error{file + ": a table of numbers holds no sentences; drop a text or word vectors.", file + "：这是数据表，没有句子；请拖入文本或词向量文件。"};
  }
  for (const std::string_view ending : {".bin", ".vec", ".glove", ".tsv"})
    if (name.ends_with(ending)) return FileKind::Vectors;
  std::ifstream in(path, std::ios::binary);
  std::string start(kLookedAt, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(in.gcount()));
  return begins_like_vectors(start) ? FileKind::Vectors : FileKind::Text;
}

Result<Command> command_for_file(const std::string& path) {
  const Result<FileKind> kind = kind_of_file(path);
  if (!kind) return kind.failure();
  if (kind.value() == FileKind::Vectors) {
    auto vectors = vectors_of_file(path);
    if (!vectors) return vectors.failure();
    return Command(UseVectors{std::move(vectors).value(), path});
  }
  auto text = own_text_file(path);
  if (!text) return text.failure();
  return Command(UseText{std::move(text).value(), path, "", Source::Own});
}

Result<Command> command_for_paste(std::string_view pasted) {
  auto text = own_text(pasted);
  if (!text) return text.failure();
  return Command(UseText{std::move(text).value(), "", std::string(pasted), Source::Own});
}

Result<Command> command_for_fetched(Source source) {
  auto text = fetched_text(source);
  if (!text) return text.failure();
  return Command(UseText{std::move(text).value(), "", "", source});
}

Result<void> read_again(Command& command) {
  if (auto* use = std::get_if<UseVectors>(&command); use && !use->vectors) {
    auto vectors = vectors_of_file(use->path);
    if (!vectors) return Error{"This run cannot go on without its word vectors: " + vectors.error(), "缺少所用的词向量，这次训练无法继续：" + vectors.failure().in(Language::Chinese)};
    use->vectors = std::move(vectors).value();
  }
  auto* use = std::get_if<UseText>(&command);
  if (!use || (use->text && use->text->size() >= 2)) return {};
  const Source source = use->text ? use->text->source : use->source;       // a text without words is only where it comes from
  auto text = source != Source::Own ? fetched_text(source) : use->path.empty() ? own_text(use->pasted) : own_text_file(use->path);
  if (!text) return Error{"This run cannot go on without its text: " + text.error(), "缺少所用的文本，这次训练无法继续：" + text.failure().in(Language::Chinese)};
  use->text = std::move(text).value();
  return {};
}

Result<void> write_vectors(const Snapshot& seen, const std::string& file) {
  const std::string name = lower_name(file);
  if (name.ends_with(".safetensors")) return write_tensors(seen, file);
  const data::WordVectors vectors = vectors_of(seen);
  if (name.ends_with(".tsv")) return write_projector(vectors, file);
  const data::VectorForm form = name.ends_with(".bin") ? data::VectorForm::Word2vecBinary : name.ends_with(".glove") || name.ends_with(".glove.txt") ? data::VectorForm::Glove : data::VectorForm::Word2vecText;
  const Result<std::string> bytes = data::word_vectors_text(vectors, form);
  if (!bytes) return bytes.failure();
  return write_atomically(file, bytes.value(), Readers::Everyone);
}

}  // namespace epochs::word2vec
