// What comes into the lesson from files and the clipboard, and what leaves it as files. For the player:
//
//   set("file", PATH)     command_for_file(PATH), posted: a text becomes UseText, word vectors become UseVectors; a fault is one sentence, and the old run goes on
//   set("own", TEXT)      command_for_paste(TEXT)
//   set("text", "poems")  command_for_fetched(Source::Poems), the same for Austen and the Bible
//   fetch(command)        read_again(command): what a saved command needs from outside; an error says what is not there
//   write_model(FILE)     write_vectors(snapshot, FILE): the form by FILE's ending, see model_forms()
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model.hpp"

namespace epochs::word2vec {

enum class FileKind { Text, Vectors };
// By its ending (.bin, .vec, .glove, .tsv: vectors), else by its first bytes: counts or a word with many numbers behind it are word vectors, all else is a text.
Result<FileKind> kind_of_file(const std::string& path);

Result<Command> command_for_file(const std::string& path);
Result<Command> command_for_paste(std::string_view text);
Result<Command> command_for_fetched(Source source);
// Where a saved UseText or UseVectors has no text or vectors yet they are read from where they came; other commands stay as they are.
Result<void> read_again(Command& command);

bool is_projector_table(const std::string& path);
// Of a projector's pair (vectors.tsv with metadata.tsv, NAME.tsv with NAME_metadata.tsv) the other file, whether it is there or not.
std::string projector_partner(const std::string& path);

struct ModelForm {
  std::string_view ending;     // behind the file's name
  Localized label;
};
inline constexpr std::array<ModelForm, 4> kModelForms{{{".txt", {"Save vectors (word2vec text)", "保存向量（word2vec 文本）"}},
                                                       {".bin", {"Save vectors (word2vec binary)", "保存向量（word2vec 二进制）"}},
                                                       {".glove.txt", {"Save vectors (GloVe)", "保存向量（GloVe）"}},
                                                       {".tsv", {"Save vectors (projector)", "保存向量（projector）"}}}};
// v of every word: .bin binary, .glove and .glove.txt GloVe, .tsv the projector's pair, .safetensors v and u as tensors "v" and "u", all else word2vec's text.
Result<void> write_vectors(const Snapshot& seen, const std::string& file);

}  // namespace epochs::word2vec
