// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/kept_costs.h"

#include "core/base/atomic_file.h"

#include <charconv>

namespace vault {

namespace {

constexpr std::size_t LargestCostsFile = 100;
constexpr std::int64_t Year = std::int64_t { 365 } * 24 * 60 * 60 * 1000;

/// Takes a number and the blank or line end behind it from the beginning of `text`.
template <typename Number> bool take(std::string_view& text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto length = static_cast<std::size_t>(end - text.data());
    if (error != std::errc() || length == text.size())
        return false;
    text.remove_prefix(length + 1);
    return true;
}

bool isPlausible(const crypto::Argon2Costs& costs)
{
    return costs.memoryKiB >= SmallestCosts.memoryKiB && costs.memoryKiB <= MostCosts.memoryKiB
        && costs.passes >= SmallestCosts.passes && costs.passes <= MostCosts.passes
        && costs.lanes == SmallestCosts.lanes;
}

} // namespace

KeptCosts::KeptCosts(std::string folder, const base::Clock& clock, Calibrate calibrate)
    : m_folder(std::move(folder)),
      m_clock(clock),
      m_calibrate(std::move(calibrate))
{ }

std::string KeptCosts::path() const
{
    return m_folder + "/costs";
}

/// One line: memory in KiB, passes, lanes, and when they were measured.
std::optional<KeptCosts::Kept> KeptCosts::read() const
{
    if (m_folder.empty())
        return {};
    const base::Result<base::Bytes> file = base::readFile(path(), LargestCostsFile);
    if (!file)
        return {};
    std::string_view text = base::textOf(*file);
    Kept kept;
    const bool isRead = take(text, kept.costs.memoryKiB) && take(text, kept.costs.passes)
        && take(text, kept.costs.lanes) && take(text, kept.measured);
    if (!isRead || !text.empty() || !isPlausible(kept.costs))
        return {};
    return kept;
}

std::optional<crypto::Argon2Costs> KeptCosts::known() const
{
    const std::optional<Kept> kept = read();
    return kept ? std::optional(kept->costs) : std::nullopt;
}

/// A time that is still to come was written under a wrong clock.
bool KeptCosts::isOld(const Kept& kept) const
{
    const std::int64_t now = base::unixMilliseconds(m_clock.now());
    return kept.measured > now || now - kept.measured > Year;
}

bool KeptCosts::isDue() const
{
    const std::optional<Kept> kept = read();
    return !kept || isOld(*kept);
}

crypto::Argon2Costs KeptCosts::find() const
{
    const std::optional<Kept> kept = read();
    if (kept && !isOld(*kept))
        return kept->costs;
    const crypto::Argon2Costs costs = m_calibrate();
    if (m_folder.empty())
        return costs;
    const std::string line = std::to_string(costs.memoryKiB) + ' ' + std::to_string(costs.passes)
        + ' ' + std::to_string(costs.lanes) + ' '
        + std::to_string(base::unixMilliseconds(m_clock.now())) + '\n';
    // What cannot be kept is measured again.
    if (base::makePrivateFolder(m_folder))
        Q_UNUSED(base::replaceUnsynced(path(), base::bytesOf(line)));
    return costs;
}

} // namespace vault
