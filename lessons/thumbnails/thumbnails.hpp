// The small drawings on the cards of the hall. Those of coming lessons are illustrations: they show the idea, not a result.
#pragma once

#include "ui/frame.hpp"

namespace epochs::lessons::thumbnails {

void neuron(ui::Ui& ui, ui::Rect area, double time);
void ngram(ui::Ui& ui, ui::Rect area, double time);
void rules(ui::Ui& ui, ui::Rect area, double time);
void perceptron(ui::Ui& ui, ui::Rect area, double time);
void backprop(ui::Ui& ui, ui::Rect area, double time);
void convolution(ui::Ui& ui, ui::Rect area, double time);
void bag_of_words(ui::Ui& ui, ui::Rect area, double time);
void word2vec(ui::Ui& ui, ui::Rect area, double time);
void rnn(ui::Ui& ui, ui::Rect area, double time);
void lstm(ui::Ui& ui, ui::Rect area, double time);
void seq2seq(ui::Ui& ui, ui::Rect area, double time);
void attention(ui::Ui& ui, ui::Rect area, double time);
void self_attention(ui::Ui& ui, ui::Rect area, double time);
void transformer(ui::Ui& ui, ui::Rect area, double time);
void bert(ui::Ui& ui, ui::Rect area, double time);
void gpt(ui::Ui& ui, ui::Rect area, double time);
void scaling(ui::Ui& ui, ui::Rect area, double time);
void instruct(ui::Ui& ui, ui::Rect area, double time);
void retrieval(ui::Ui& ui, ui::Rect area, double time);

}  // namespace epochs::lessons::thumbnails
