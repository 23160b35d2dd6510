// Works i: projections of 5,000 points of 100 dimensions (20 clusters) to two.
#pragma once

#include "bench/work.hpp"

namespace epochs::bench {

// i_tsne: Barnes-Hut t-SNE, perplexity 30, 1,000 updates. i_pca: principal component analysis, exact.
std::unique_ptr<Running> start_tsne(const Start& start);
std::unique_ptr<Running> start_pca(const Start& start);

}  // namespace epochs::bench
