// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace ui::accounts {

/// One change of a list that a model announces: rows `first` to `last` go, the row `first` moves to
/// `to` (its index afterwards), or rows come in at `first` to `last`.
struct ListStep
{
    enum class Kind { Remove, Move, Insert };
    Kind kind;
    int first = 0;
    int last = 0;
    int to = 0;

    bool operator==(const ListStep&) const = default;
};

/// Few steps that turn the keys `from` into `to`, each counted from what the steps before it left.
/// Keys are unique within a list. A run of neighbours goes or comes in one step; one key that moved
/// is one step.
template <typename Key>
std::vector<ListStep> listSteps(std::vector<Key> from, const std::vector<Key>& to)
{
    using Kind = ListStep::Kind;
    std::vector<ListStep> steps;
    const std::set<Key> wanted(to.begin(), to.end());
    for (auto end = from.end(); end != from.begin();) {
        if (wanted.contains(*std::prev(end))) {
            --end;
            continue;
        }
        auto begin = std::prev(end);
        while (begin != from.begin() && !wanted.contains(*std::prev(begin)))
            --begin;
        steps.push_back({ Kind::Remove, static_cast<int>(begin - from.begin()),
            static_cast<int>(end - from.begin()) - 1 });
        end = from.erase(begin, end);
    }

    const std::set<Key> kept(from.begin(), from.end());
    for (std::size_t at = 0; at < to.size(); ++at) {
        if (at < from.size() && from[at] == to[at])
            continue;
        const int row = static_cast<int>(at);
        if (!kept.contains(to[at])) {
            std::size_t end = at + 1;
            while (end < to.size() && !kept.contains(to[end]))
                ++end;
            steps.push_back({ Kind::Insert, row, static_cast<int>(end) - 1 });
            from.insert(from.begin() + row, to.begin() + row, to.begin() + static_cast<int>(end));
            at = end - 1;
            continue;
        }
        if (at + 1 < from.size() && from[at + 1] == to[at]) {
            // The row here belongs further down: moving it is one step, moving all up is many.
            const auto place = std::find(to.begin() + row, to.end(), from[at]) - to.begin();
            const int target =
                static_cast<int>(std::min<std::ptrdiff_t>(place, std::ssize(from) - 1));
            steps.push_back({ Kind::Move, row, row, target });
            std::rotate(from.begin() + row, from.begin() + row + 1, from.begin() + target + 1);
        } else {
            const auto source = std::find(from.begin() + row, from.end(), to[at]);
            steps.push_back({ Kind::Move, static_cast<int>(source - from.begin()),
                static_cast<int>(source - from.begin()), row });
            std::rotate(from.begin() + row, source, source + 1);
        }
    }
    return steps;
}

} // namespace ui::accounts
