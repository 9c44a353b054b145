// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Share of codes read and milliseconds a picture, kind by kind, beside one call of ZXing with its
// defaults and the zbarimg program (whose time includes its start and the decoding of the PNG).

#include "core/qr/qr_reader.h"
#include "tests/bench/bench.h"
#include "tests/support/code_pictures.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)
#include <ZXing/ReaderOptions.h>
using ReadOptions = ZXing::ReaderOptions; // version 2 renamed it
#else
using ReadOptions = ZXing::DecodeHints;
#endif

#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

namespace {

using Texts = std::vector<std::string>;

Texts readByOurs(const QImage& picture)
{
    Texts texts;
    if (const auto codes = qr::readCodes(picture))
        for (const qr::FoundCode& code : *codes)
            texts.push_back(code.text);
    return texts;
}

Texts readByZxing(const QImage& picture)
{
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(),
        ZXing::ImageFormat::Lum, static_cast<int>(grey.bytesPerLine()));
    Texts texts;
    const auto options = ReadOptions().setFormats(ZXing::BarcodeFormat::QRCode);
    for (const auto& result : ZXing::ReadBarcodes(view, options))
        texts.push_back(result.text());
    return texts;
}

Texts readByZbar(const QString& path)
{
    QProcess zbar;
    zbar.start(
        QStringLiteral("zbarimg"), { QStringLiteral("--quiet"), QStringLiteral("--raw"), path });
    zbar.waitForFinished();
    Texts texts;
    for (const QByteArray& line : zbar.readAllStandardOutput().split('\n'))
        texts.push_back(line.toStdString());
    return texts;
}

/// What one reader made of the pictures of a kind.
struct Score
{
    int read = 0;
    std::vector<double> milliseconds = {};

    template <typename Function> Texts take(const Texts& wanted, Function reader)
    {
        Texts found;
        milliseconds.push_back(bench::milliseconds([&] { found = reader(); }));
        for (const std::string& text : wanted)
            read += std::count(found.begin(), found.end(), text) > 0 ? 1 : 0;
        return found;
    }
};

struct Table
{
    int codes = 0;
    int pictures = 0;
    int wrong = 0; ///< texts that are in no code of the picture
    int onlyPeers = 0; ///< codes that a peer reads and we do not
    Score ours, zxing, zbar;
};

double percent(int part, int whole)
{
    return whole == 0 ? 0 : 100.0 * part / whole;
}

void print(const char* name, const Table& table)
{
    const auto worst = [](const Score& score) {
        return *std::max_element(score.milliseconds.begin(), score.milliseconds.end());
    };
    std::printf("%-28s %4d %5d | %6.1f %6.1f %6.1f | %4d %4d | %7.1f %7.1f | %7.1f %7.1f\n", name,
        table.pictures, table.codes, percent(table.ours.read, table.codes),
        percent(table.zxing.read, table.codes), percent(table.zbar.read, table.codes),
        table.onlyPeers, table.wrong, bench::median(table.ours.milliseconds), worst(table.ours),
        bench::median(table.zxing.milliseconds), bench::median(table.zbar.milliseconds));
    std::fflush(stdout);
}

bool has(const Texts& texts, const std::string& text)
{
    return std::count(texts.begin(), texts.end(), text) > 0;
}

void measure(Table& table, const support::CodePicture& made, const QString& path)
{
    made.picture.save(path);
    const Texts ours = table.ours.take(made.texts, [&] { return readByOurs(made.picture); });
    const Texts zxing = table.zxing.take(made.texts, [&] { return readByZxing(made.picture); });
    const Texts zbar = table.zbar.take(made.texts, [&] { return readByZbar(path); });
    table.pictures += 1;
    table.codes += static_cast<int>(made.texts.size());
    for (const std::string& text : made.texts)
        table.onlyPeers += !has(ours, text) && (has(zxing, text) || has(zbar, text)) ? 1 : 0;
    for (const std::string& text : ours)
        table.wrong += has(made.texts, text) ? 0 : 1;
}

void add(Score& sum, const Score& score)
{
    sum.read += score.read;
    sum.milliseconds.insert(
        sum.milliseconds.end(), score.milliseconds.begin(), score.milliseconds.end());
}

void add(Table& sum, const Table& table)
{
    sum.codes += table.codes;
    sum.pictures += table.pictures;
    sum.wrong += table.wrong;
    sum.onlyPeers += table.onlyPeers;
    add(sum.ours, table.ours);
    add(sum.zxing, table.zxing);
    add(sum.zbar, table.zbar);
}

} // namespace

int main(int argc, char** argv)
{
    const bool quick = bench::isQuick(argc, argv);
    const int perKind = quick ? 1 : 20;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("picture.png"));
    std::printf("%-28s %4s %5s | %20s | %4s %4s | %15s | %15s\n", "", "pic-", "", "% of codes read",
        "peer", "mis-", "ours, ms", "median ms");
    std::printf("%-28s %4s %5s | %6s %6s %6s | %4s %4s | %7s %7s | %7s %7s\n", "kind", "ture",
        "codes", "ours", "ZXing", "zbar", "only", "read", "median", "worst", "ZXing", "zbar");
    Table sum;
    unsigned seed = 1;
    for (const support::PictureKind& kind : support::pictureKinds()) {
        seed += 1000; // pictures of a kind stay the same when kinds are added
        if (quick && seed % 5000 != 1)
            continue;
        Table table;
        for (int i = 0; i < perKind; ++i) {
            support::Dice dice(seed + static_cast<unsigned>(i));
            measure(table, kind.make(dice), path);
        }
        print(kind.name, table);
        add(sum, table);
    }
    print("all", sum);
    return 0;
}
