// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_reader.h"

#include "core/qr/decoder.h"
#include "core/qr/finders.h"
#include "core/qr/qr_passes.h"

#include <algorithm>

namespace qr {

namespace {

// Levels of grey by which dark differs from its surroundings: more than the noise of JPEG on a flat
// colour; and about what the library's own binarizer takes for a difference.
constexpr int Margin = 4;
constexpr int CoarseMargin = 10;

/// The passes over one picture, cheapest and most fruitful first.
class Reading
{
public:
    explicit Reading(std::vector<FoundCode>& codes) : m_codes(codes) { }

    /// Dark codes and light codes as screens show them; where corner patterns are left that belong
    /// to no code found, or nothing was found at all, the costlier passes.
    void read(const GreyPicture& grey)
    {
        const GreyPicture negative = inverted(grey);
        const Remainder dark = readPlainly(grey);
        const Remainder light = readPlainly(negative);
        if (m_codes.empty() || dark.hasFinders)
            readHarder(grey, dark.windows);
        if (m_codes.empty() || light.hasFinders)
            readHarder(negative, light.windows);
        if (m_codes.empty())
            readFlatColours(grey);
        if (m_codes.empty() && dark.hasFinders)
            readMirrored(grey);
        if (m_codes.empty() && light.hasFinders)
            readMirrored(negative);
    }

private:
    using Windows = std::vector<QRect>;

    /// What the first passes leave to the others.
    struct Remainder
    {
        Windows windows; ///< for pictures in grey
        bool hasFinders; ///< outside the codes found
    };

    Remainder readPlainly(const GreyPicture& grey)
    {
        const GreyPicture surroundings = surroundingsOf(grey);
        const auto coarse = findersOf(darkerThan(grey, surroundings, CoarseMargin));
        Windows windows = windowsOf(grey.size(), coarse);
        decode(grey, windows, Binarizer::Local);
        const GreyPicture binary = darkerThan(grey, surroundings, Margin);
        const auto finders = readBinary(binary);
        readAround(leftOf(finders), binary);
        return { std::move(windows), leftOf(finders).size() >= 3 };
    }

    void readHarder(const GreyPicture& grey, const Windows& windows)
    {
        constexpr int NearlyBlack = 16;
        readBinary(blackBelow(grey, NearlyBlack));
        decode(sharpened(grey), windows, Binarizer::Local);
        decode(denoised(grey), windows, Binarizer::Local);
    }

    /// Colours of one brightness each, however close to each other.
    void readFlatColours(const GreyPicture& grey)
    {
        for (const int threshold : flatThresholds(grey)) {
            const GreyPicture binary = blackBelow(grey, threshold);
            readBinary(binary);
            readBinary(inverted(binary));
        }
    }

    /// Where no code was found yet, though its corners are there. The library reads mirrored codes
    /// by itself, but not one in seven of them: what tells their mask is that of another if it is
    /// read backwards.
    void readMirrored(const GreyPicture& grey)
    {
        readPlainly(mirrored(grey));
        for (FoundCode& code : m_codes)
            code.position.moveLeft(grey.width() - code.position.left() - code.position.width());
    }

    std::vector<Finder> readBinary(const GreyPicture& binary)
    {
        auto finders = findersOf(binary);
        decode(binary, windowsOf(binary.size(), finders), Binarizer::Fixed);
        return finders;
    }

    void decode(const GreyPicture& grey, const Windows& windows, Binarizer binarizer)
    {
        for (const QRect window : windows)
            decodeInto(m_codes, grey, window, binarizer);
    }

    /// Of many codes the library finds some and gives up; alone it reads the others, too.
    void readAround(const std::vector<Finder>& left, const GreyPicture& binary)
    {
        constexpr std::size_t TwoCodes = 6;
        if (left.size() < TwoCodes)
            return;
        qint64 cost = 0;
        for (const Finder& finder : left) {
            const QRect window = windowAround(finder, binary.size());
            if (leftOf({ finder }).empty())
                continue; // part of a code that was found in the meantime
            cost += costOf(window, left);
            if (cost > MaximumCost)
                return;
            decodeInto(m_codes, binary, window, Binarizer::Fixed);
        }
    }

    /// The corner patterns outside all codes found.
    std::vector<Finder> leftOf(std::vector<Finder> finders) const
    {
        const auto isFound = [this](const Finder& finder) {
            return std::any_of(m_codes.begin(), m_codes.end(), [&](const FoundCode& code) {
                const int margin = finder.size;
                return code.position.adjusted(-margin, -margin, margin, margin)
                    .contains(finder.centre);
            });
        };
        std::erase_if(finders, isFound);
        return finders;
    }

    std::vector<FoundCode>& m_codes;
};

} // namespace

FoundCode::FoundCode(std::string foundText, QRect foundPosition)
    : text(std::move(foundText)),
      position(foundPosition)
{ }

FoundCode::~FoundCode()
{
    // All of the buffer: a text that was moved away leaves its short form behind.
    text.resize(text.capacity());
    wipe(text.data(), text.size());
}

base::Result<std::vector<FoundCode>> readCodes(const QImage& picture)
{
    std::vector<FoundCode> codes;
    Reading reading(codes);
    if (!picture.isNull()) {
        reading.read(greyOf(picture, Ground::White));
        if (picture.hasAlphaChannel())
            reading.read(greyOf(picture, Ground::Black));
    }
    if (codes.empty())
        return base::Error { base::ErrorCode::NoCodeFound, "no code in the picture" };
    return codes;
}

} // namespace qr
