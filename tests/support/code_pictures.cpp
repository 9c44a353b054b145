// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/code_pictures.h"

#include <qrencode.h>

#include <QBuffer>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <memory>

namespace support {

namespace {

constexpr QSize FullHd(1920, 1080);
constexpr QSize UltraHd(3840, 2160);

struct Look
{
    QColor dark = Qt::black;
    QColor light = Qt::white;
    int pixelsPerModule = 4;
    int quietZone = 4;
    QRecLevel level = QR_ECLEVEL_M;
};

std::string randomText(Dice& dice, int length, const char* letters, int count)
{
    std::string text;
    for (int i = 0; i < length; ++i)
        text += letters[dice.roll(0, count - 1)];
    return text;
}

std::string link(Dice& dice)
{
    const std::string issuer = randomText(dice, dice.roll(4, 14), "abcdefghijklmnopqrstuvwxyz", 26);
    const std::string name = randomText(dice, dice.roll(4, 20), "abcdefghijklmnopqrstuvwxyz", 26);
    const int length = 16 * dice.roll(1, 2);
    return "otpauth://totp/" + issuer + ':' + name + "%40example.org?secret="
        + randomText(dice, length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32) + "&issuer=" + issuer
        + "&algorithm=SHA1&digits=6&period=30";
}

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

Code encoded(const std::string& text, QRecLevel level)
{
    return { QRcode_encodeData(static_cast<int>(text.size()),
                 reinterpret_cast<const unsigned char*>(text.data()), 0, level),
        &QRcode_free };
}

bool isDark(const QRcode& code, int x, int y)
{
    return (code.data[y * code.width + x] & 1) != 0;
}

QImage drawn(const std::string& text, const Look& look)
{
    const Code code = encoded(text, look.level);
    const int side = (code->width + 2 * look.quietZone) * look.pixelsPerModule;
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(look.light);
    QPainter painter(&image);
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if (isDark(*code, x, y))
                painter.fillRect((look.quietZone + x) * look.pixelsPerModule,
                    (look.quietZone + y) * look.pixelsPerModule, look.pixelsPerModule,
                    look.pixelsPerModule, look.dark);
    return image;
}

// Lines of letter-like bars and a few panels, as a page or a window has.
QImage page(Dice& dice, QSize size, QColor ground, QColor ink)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(ground);
    QPainter painter(&image);
    for (int panel = 0; panel < 6; ++panel)
        painter.fillRect(dice.roll(0, size.width()), dice.roll(0, size.height()),
            dice.roll(50, 400), dice.roll(20, 200),
            QColor(dice.roll(0, 255), dice.roll(0, 255), dice.roll(0, 255)));
    for (int y = 20; y < size.height(); y += dice.roll(18, 60))
        for (int x = dice.roll(20, 300); x < size.width() - 200; x += dice.roll(4, 24))
            painter.fillRect(x, y - dice.roll(0, 3), dice.roll(1, 7), dice.roll(2, 12), ink);
    return image;
}

QPoint anyPlace(Dice& dice, const QImage& screen, QSize size)
{
    return { dice.roll(0, std::max(0, screen.width() - size.width())),
        dice.roll(0, std::max(0, screen.height() - size.height())) };
}

void put(QImage& screen, QPoint place, const QImage& code)
{
    QPainter painter(&screen);
    painter.drawImage(place, code);
}

CodePicture onPage(Dice& dice, QImage screen, const Look& look)
{
    std::string text = link(dice);
    const QImage code = drawn(text, look);
    put(screen, anyPlace(dice, screen, code.size()), code);
    return { std::move(screen), { std::move(text) } };
}

QImage lightPage(Dice& dice, QSize size)
{
    return page(dice, size, Qt::white, Qt::darkGray);
}
QImage darkPage(Dice& dice, QSize size)
{
    return page(dice, size, QColor(24, 26, 30), QColor(190, 190, 190));
}

CodePicture screenshot(Dice& dice)
{
    return onPage(dice, lightPage(dice, FullHd), { .pixelsPerModule = dice.roll(3, 8) });
}
CodePicture screenshotOf4K(Dice& dice)
{
    return onPage(dice, lightPage(dice, UltraHd), { .pixelsPerModule = dice.roll(3, 12) });
}
CodePicture darkScreenshotOf4K(Dice& dice)
{
    return onPage(dice, darkPage(dice, UltraHd),
        { .dark = Qt::white, .light = QColor(24, 26, 30), .pixelsPerModule = dice.roll(3, 12) });
}
CodePicture lightOnDark(Dice& dice)
{
    return onPage(dice, darkPage(dice, FullHd),
        { .dark = QColor(230, 230, 230),
            .light = QColor(24, 26, 30),
            .pixelsPerModule = dice.roll(2, 8) });
}
CodePicture cardOnDark(Dice& dice)
{
    QImage screen(FullHd, QImage::Format_RGB32);
    screen.fill(QColor(dice.roll(0, 40), dice.roll(0, 40), dice.roll(0, 40)));
    return onPage(
        dice, screen, { .pixelsPerModule = dice.roll(3, 8), .quietZone = dice.roll(0, 1) });
}
CodePicture twoPixelModules(Dice& dice)
{
    return onPage(dice, lightPage(dice, FullHd), { .pixelsPerModule = 2 });
}

CodePicture rotated(Dice& dice)
{
    std::string text = link(dice);
    QTransform turn;
    turn.rotate(dice.between(0, 360));
    const QImage code = drawn(text, { .pixelsPerModule = dice.roll(3, 8) })
                            .transformed(turn, Qt::SmoothTransformation);
    QImage screen = lightPage(dice, FullHd);
    put(screen, anyPlace(dice, screen, code.size()), code);
    return { std::move(screen), { std::move(text) } };
}

// Two greys that differ by a twentieth or a tenth of the range.
CodePicture lowContrast(Dice& dice)
{
    const int light = dice.roll(60, 250);
    const int dark = light - dice.roll(12, 26);
    return onPage(dice, page(dice, FullHd, QColor(light, light, light), Qt::gray),
        { .dark = QColor(dark, dark, dark),
            .light = QColor(light, light, light),
            .pixelsPerModule = dice.roll(3, 8) });
}
CodePicture lowContrastOnDark(Dice& dice)
{
    const int ground = dice.roll(10, 60);
    const int ink = ground + dice.roll(12, 26);
    return onPage(dice, page(dice, FullHd, QColor(ground, ground, ground), Qt::gray),
        { .dark = QColor(ink, ink, ink),
            .light = QColor(ground, ground, ground),
            .pixelsPerModule = dice.roll(3, 8) });
}

// Colours of brands: any hue, brightness not far from each other.
CodePicture coloured(Dice& dice)
{
    const int hue = dice.roll(0, 359);
    const QColor dark = QColor::fromHsv(hue, 255, dice.roll(90, 160));
    const QColor light = QColor::fromHsv((hue + dice.roll(90, 270)) % 360, dice.roll(30, 120), 255);
    return onPage(dice, lightPage(dice, FullHd),
        { .dark = dark, .light = light, .pixelsPerModule = dice.roll(3, 8) });
}

CodePicture logoInTheMiddle(Dice& dice)
{
    std::string text = link(dice);
    QImage code = drawn(text, { .pixelsPerModule = dice.roll(4, 8), .level = QR_ECLEVEL_H });
    {
        const int side = code.width() / 4;
        const int at = (code.width() - side) / 2;
        QPainter painter(&code);
        painter.fillRect(at, at, side, side, Qt::white);
        painter.setBrush(QColor(dice.roll(0, 255), dice.roll(0, 255), dice.roll(0, 255)));
        painter.drawEllipse(at + side / 10, at + side / 10, side * 8 / 10, side * 8 / 10);
    }
    QImage screen = lightPage(dice, FullHd);
    put(screen, anyPlace(dice, screen, code.size()), code);
    return { std::move(screen), { std::move(text) } };
}

// Modules as dots that do not touch, finder patterns as usual: the fashion of generators.
CodePicture dotted(Dice& dice)
{
    std::string text = link(dice);
    const Code code = encoded(text, QR_ECLEVEL_M);
    const int scale = dice.roll(6, 12);
    const int last = code->width - 8;
    QImage image((code->width + 8) * scale, (code->width + 8) * scale, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x) {
            const QRectF module((x + 4) * scale, (y + 4) * scale, scale, scale);
            const bool finder = (x < 8 && (y < 8 || y >= last)) || (x >= last && y < 8);
            if (isDark(*code, x, y) && finder)
                painter.drawRect(module);
            else if (isDark(*code, x, y))
                painter.drawEllipse(module.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    painter.end();
    QImage screen = lightPage(dice, FullHd);
    put(screen, anyPlace(dice, screen, image.size()), image);
    return { std::move(screen), { std::move(text) } };
}

QImage blurred(const QImage& image, double factor)
{
    const QSize small(
        int(std::lround(image.width() / factor)), int(std::lround(image.height() / factor)));
    return image.scaled(small, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(image.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage withNoise(Dice& dice, QImage image, int amount)
{
    image.convertTo(QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int change = dice.roll(-amount, amount);
            row[x] = qRgb(std::clamp(qRed(row[x]) + change, 0, 255),
                std::clamp(qGreen(row[x]) + change, 0, 255),
                std::clamp(qBlue(row[x]) + change, 0, 255));
        }
    }
    return image;
}

QImage asJpeg(const QImage& image, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", quality);
    return QImage::fromData(bytes, "JPEG");
}

CodePicture blurredScreen(Dice& dice)
{
    CodePicture made =
        onPage(dice, lightPage(dice, { 1280, 720 }), { .pixelsPerModule = dice.roll(4, 8) });
    made.picture = blurred(made.picture, dice.between(2.0, 3.5));
    return made;
}
CodePicture noisy(Dice& dice)
{
    CodePicture made =
        onPage(dice, lightPage(dice, { 1280, 720 }), { .pixelsPerModule = dice.roll(3, 8) });
    made.picture = withNoise(dice, made.picture, dice.roll(60, 140));
    return made;
}
// A screen drawn at a fraction of its size, as remote desktops and chat programs do.
CodePicture scaledScreen(Dice& dice)
{
    CodePicture made =
        onPage(dice, lightPage(dice, FullHd), { .pixelsPerModule = dice.roll(4, 6) });
    const double factor = dice.between(0.45, 0.9);
    made.picture = made.picture.scaled(int(FullHd.width() * factor), int(FullHd.height() * factor),
        Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return made;
}

// From a hand-held camera: perspective, uneven light, blur, noise, JPEG.
CodePicture photograph(Dice& dice)
{
    std::string text = link(dice);
    const QImage code = drawn(text, { .pixelsPerModule = 8 });
    QImage photo = page(dice, { 1600, 1200 }, QColor(140, 120, 100), QColor(90, 80, 70));
    const double size = dice.between(350, 800);
    const double left = dice.between(150, 600);
    const double top = dice.between(100, 250);
    const auto bend = [&] { return dice.between(-0.12, 0.12) * size; };
    const QPolygonF corners { { { left + bend(), top + bend() },
        { left + size + bend(), top + bend() }, { left + size + bend(), top + size + bend() },
        { left + bend(), top + size + bend() } } };
    const double side = code.width();
    QTransform view;
    QTransform::quadToQuad(
        QPolygonF { { { 0, 0 }, { side, 0 }, { side, side }, { 0, side } } }, corners, view);
    {
        QPainter painter(&photo);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.setTransform(view);
        painter.drawImage(0, 0, code);
        painter.resetTransform();
        QLinearGradient light(0, 0, dice.roll(200, 1600), dice.roll(0, 1200));
        light.setColorAt(0, QColor(0, 0, 0, dice.roll(0, 60)));
        light.setColorAt(1, QColor(0, 0, 0, dice.roll(90, 170)));
        painter.fillRect(photo.rect(), light);
    }
    photo = withNoise(dice, blurred(photo, dice.between(1.5, 3.0)), dice.roll(5, 30));
    return { asJpeg(photo, dice.roll(35, 80)), { std::move(text) } };
}

CodePicture manyCodes(Dice& dice)
{
    CodePicture made { lightPage(dice, FullHd), {} };
    const int columns = dice.roll(2, 4);
    const int rows = dice.roll(1, 3);
    for (int i = 0; i < columns * rows; ++i) {
        made.texts.push_back(link(dice));
        const QImage code = drawn(made.texts.back(), { .pixelsPerModule = dice.roll(2, 4) });
        put(made.picture, { 20 + i % columns * 460, 20 + i / columns * 350 }, code);
    }
    return made;
}

// Dark modules on nothing, or light ones for a dark page.
CodePicture transparent(Dice& dice)
{
    std::string text = link(dice);
    const QColor ink = dice.roll(0, 1) == 0 ? Qt::black : Qt::white;
    return { drawn(text,
                 { .dark = ink, .light = Qt::transparent, .pixelsPerModule = dice.roll(3, 8) }),
        { std::move(text) } };
}

// What moves many accounts at once: versions of 20 to 30.
CodePicture large(Dice& dice)
{
    std::string text = "otpauth-migration://offline?data="
        + randomText(dice, dice.roll(600, 1100),
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 62);
    const QImage code = drawn(text, { .pixelsPerModule = dice.roll(3, 6) });
    QImage screen = lightPage(dice, FullHd);
    put(screen, anyPlace(dice, screen, code.size()), code);
    return { std::move(screen), { std::move(text) } };
}

} // namespace

int Dice::roll(int low, int high)
{
    return low + static_cast<int>(m_random() % static_cast<unsigned>(high - low + 1));
}

double Dice::between(double low, double high)
{
    return low + (high - low) * (static_cast<double>(m_random()) / 4294967296.0);
}

const std::vector<PictureKind>& pictureKinds()
{
    static const std::vector<PictureKind> Kinds {
        { "screenshot", &screenshot },
        { "screenshot, 4K", &screenshotOf4K },
        { "dark screenshot, 4K", &darkScreenshotOf4K },
        { "light on dark", &lightOnDark },
        { "card on dark, no quiet zone", &cardOnDark },
        { "two pixels a module", &twoPixelModules },
        { "rotated", &rotated },
        { "low contrast", &lowContrast },
        { "low contrast, light on dark", &lowContrastOnDark },
        { "coloured", &coloured },
        { "logo in the middle", &logoInTheMiddle },
        { "dots", &dotted },
        { "blurred", &blurredScreen },
        { "noise", &noisy },
        { "scaled screen", &scaledScreen },
        { "photograph", &photograph },
        { "many codes", &manyCodes },
        { "transparent", &transparent },
        { "large", &large },
    };
    return Kinds;
}

} // namespace support
