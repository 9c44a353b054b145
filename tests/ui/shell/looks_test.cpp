// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/vault_home.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QThreadPool>

#include <cmath>

using namespace std::chrono_literals;
using support::Person;

namespace {

QPalette paletteOf(const QColor& window, const QColor& base, const QColor& text)
{
    const bool dark = window.lightness() < 128;
    QPalette palette(window, window);
    for (const auto role :
        { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText })
        palette.setColor(role, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, dark ? base.lighter(130) : base.darker(103));
    palette.setColor(QPalette::Highlight, QColor(0x2a, 0x82, 0xda));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, dark ? QColor(Qt::gray) : QColor(Qt::darkGray));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, Qt::gray);
    return palette;
}

QPalette darkPalette()
{
    return paletteOf(QColor(0x2b, 0x2b, 0x2e), QColor(0x1e, 0x1e, 0x20), QColor(0xee, 0xee, 0xee));
}

QPalette highContrastPalette()
{
    QPalette palette = paletteOf(Qt::black, Qt::black, Qt::white);
    palette.setColor(QPalette::Highlight, Qt::yellow);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    palette.setColor(QPalette::Mid, Qt::white);
    return palette;
}

} // namespace

/// The pages in the looks that people use; that nothing is cut off, and pictures to be looked at.
class LooksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_palette = QApplication::palette();
        m_font = QApplication::font();
    }
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        m_window.reset();
        QThreadPool::globalInstance()->waitForDone();
        m_session.reset();
        m_home.reset();
        QApplication::setPalette(m_palette);
        QApplication::setFont(m_font);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void mainButtonIsReadableOnEveryPalette_data();
    void mainButtonIsReadableOnEveryPalette();

private:
    void startProgram(int width)
    {
        m_home = std::make_unique<support::VaultHome>();
        m_session = std::make_unique<vault::VaultSession>(m_home->path(), m_home->services());
        m_window = std::make_unique<ui::shell::MainWindow>(ui::shell::Surroundings {
            *m_session, m_home->clock, [] { return support::SmallCosts; }, 5min });
        m_window->resize(width, 680);
        m_window->present();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void checkPage(const QString& name);

    QPalette m_palette;
    QFont m_font;
    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<vault::VaultSession> m_session;
    std::unique_ptr<ui::shell::MainWindow> m_window;
};

void LooksTest::checkPage(const QString& name)
{
    QVERIFY(Person::saveShot(QStringLiteral("looks-%1-%2")
                                 .arg(QString::fromUtf8(QTest::currentDataTag()), name)
                                 .replace(u' ', u'-')));
    for (const auto* area : m_window->findChildren<QScrollArea*>()) {
        if (area->isVisible())
            QVERIFY2(area->horizontalScrollBar()->maximum() == 0, qPrintable(name));
    }
    for (const auto* label : m_window->findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const int needed =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        QVERIFY2(label->height() >= needed, qPrintable(name + u": " + label->text()));
    }
    for (const auto* button : m_window->findChildren<QPushButton*>()) {
        const int text = button->fontMetrics().horizontalAdvance(button->text().remove(u'&'));
        if (button->isVisible())
            QVERIFY2(button->width() >= text, qPrintable(name + u": " + button->text()));
    }
}

void LooksTest::nothingIsCutOff_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<double>("textSize");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("width");
    QTest::newRow("light") << m_palette << 1.0 << Qt::LeftToRight << 480;
    QTest::newRow("dark") << darkPalette() << 1.0 << Qt::LeftToRight << 480;
    QTest::newRow("high contrast") << highContrastPalette() << 1.0 << Qt::LeftToRight << 480;
    QTest::newRow("text at 200 percent") << m_palette << 2.0 << Qt::LeftToRight << 720;
    QTest::newRow("right to left") << darkPalette() << 1.0 << Qt::RightToLeft << 480;
    QTest::newRow("narrow") << m_palette << 1.0 << Qt::LeftToRight << 360;
    QTest::newRow("wide") << m_palette << 1.0 << Qt::LeftToRight << 1100;
}

void LooksTest::nothingIsCutOff()
{
    QFETCH(QPalette, palette);
    QFETCH(double, textSize);
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(int, width);
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * textSize);
    QApplication::setFont(font);
    QApplication::setPalette(palette);
    QApplication::setLayoutDirection(direction);
    startProgram(width);

    Person::type(QStringLiteral("password1"));
    QTRY_VERIFY(Person::sees(QStringLiteral("Weak")));
    Person::tabTo(QStringLiteral("Passphrase again"));
    Person::type(QStringLiteral("password1"));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("easy to guess")));
    checkPage(QStringLiteral("create"));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::tabTo(QStringLiteral("Create vault")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    checkPage(QStringLiteral("recovery"));
    Person::key(Qt::Key_Return);
    checkPage(QStringLiteral("check"));

    auto opened = m_home->open("password1");
    QVERIFY(opened);
    std::vector<otp::Entry> entries;
    entries.push_back(support::entryOf("Example", "alice@example.com"));
    entries.push_back(support::entryOf("A company with a rather long name", "bob", "abcdefghij"));
    QVERIFY(opened->add(entries));
    m_session->open(std::move(*opened));
    checkPage(QStringLiteral("accounts"));
    Person::key(Qt::Key_N, Qt::ControlModifier);
    checkPage(QStringLiteral("add"));
    Person::key(Qt::Key_L, Qt::ControlModifier);
    Person::type(QStringLiteral("wrong words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("does not open the vault")));
    checkPage(QStringLiteral("unlock"));
}

void LooksTest::mainButtonIsReadableOnEveryPalette_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << m_palette;
    QTest::newRow("dark") << darkPalette();
    QTest::newRow("high contrast") << highContrastPalette();
}

void LooksTest::mainButtonIsReadableOnEveryPalette()
{
    QFETCH(QPalette, palette);
    QApplication::setPalette(palette);
    startProgram(480);
    QWidget* const button = support::findControl(QStringLiteral("Create vault"));
    QVERIFY(button);
    const QImage picture = button->grab().toImage();
    const QColor fill = picture.pixelColor(10 * picture.width() / 100, picture.height() / 2);
    const QColor text = palette.color(QPalette::Active, QPalette::HighlightedText);
    // WCAG 2.1: relative luminance and contrast.
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
    };
    const double lighter = std::max(luminance(fill), luminance(text));
    const double darker = std::min(luminance(fill), luminance(text));
    QVERIFY2((lighter + 0.05) / (darker + 0.05) >= 4.5, qPrintable(fill.name()));
}

QTEST_MAIN(LooksTest)
#include "looks_test.moc"
