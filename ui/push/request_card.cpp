// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/request_card.h"

#include "ui/text/push_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/countdown.h"
#include "ui/widgets/page_column.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPlainTextEdit>

namespace ui::push {

namespace {

constexpr int LongestName = 80;
constexpr int LinesOfText = 5; ///< of a transaction that are seen at once
constexpr qsizetype LongestWord = 20; ///< that has to fit in a line
constexpr qsizetype PartOfWord = 10; ///< of a longer one, between places where a line may break

/// A long word without blanks would make the page as wide as itself: lines may break in it.
QString breakable(const QString& text)
{
    QStringList words = text.split(u' ');
    for (QString& word : words) {
        if (word.size() <= LongestWord)
            continue;
        for (qsizetype at = word.size() / PartOfWord * PartOfWord; at > 0; at -= PartOfWord) {
            if (at < word.size() && !word[at].isLowSurrogate() && !word[at].isMark())
                word.insert(at, QChar(0x200b));
        }
    }
    return words.join(u' ');
}

QString shownTime(base::Time time)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time)).toLocalTime().time(),
        QStringLiteral("HH:mm:ss"));
}

widgets::Light lightOf(vault::OriginVerdict verdict)
{
    switch (verdict) {
    case vault::OriginVerdict::ThisComputer:
    case vault::OriginVerdict::ThisNetwork:
        return widgets::Light::Good;
    case vault::OriginVerdict::Elsewhere:
        return widgets::Light::Bad;
    case vault::OriginVerdict::Unknown:
        break;
    }
    return widgets::Light::Attention;
}

widgets::Light lightOf(::push::SignatureState signature)
{
    switch (signature) {
    case ::push::SignatureState::Verified:
        return widgets::Light::Good;
    case ::push::SignatureState::NotSigned:
        return widgets::Light::Attention;
    case ::push::SignatureState::Refused:
        break;
    }
    return widgets::Light::Bad;
}

QFont bolder(QFont font, double size)
{
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * size);
    return font;
}

} // namespace

RequestCard::RequestCard(QWidget* parent) : QFrame(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    auto* frame = new QVBoxLayout(this);
    frame->setContentsMargins({});
}

void RequestCard::showRequest(
    const ::push::Challenge& challenge, const QString& account, bool isBurst)
{
    clear();
    m_content = new QWidget;
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(16, 14, 16, 14);
    m_column->setSpacing(8);
    addWho(challenge, account);
    if (isBurst)
        addBurst(challenge, account);
    addOrigin(challenge);
    for (const ::push::Warning& warning : challenge.warnings)
        addLight(widgets::Light::Attention, text::warningText(warning));
    addTransaction(challenge);
    if (const auto bar = text::barText(challenge.bar); !bar.message.isEmpty())
        addLight(widgets::Light::Attention, bar.message, bar.next);
    layout()->addWidget(m_content);
    m_content->show();
    // What is made later comes last, unless it is told its place.
    if (m_text)
        setTabOrder(this, m_text);
    setAccessibleName(tr("Sign-in request of %1").arg(text::serviceText(challenge)));
    setAccessibleDescription(m_spoken.join(u'\n'));
}

void RequestCard::clear()
{
    delete m_content;
    m_content = nullptr;
    m_text = nullptr;
    m_spoken.clear();
    setAccessibleName({});
    setAccessibleDescription({});
}

void RequestCard::addWho(const ::push::Challenge& challenge, const QString& account)
{
    const bool isVerified = challenge.signature == ::push::SignatureState::Verified;
    const QString signature = text::signatureText(challenge.signature);
    auto* mark = new widgets::StatusLight;
    mark->setLight(lightOf(challenge.signature));
    auto* service = widgets::newTextLabel(breakable(text::serviceText(challenge)), this);
    service->setFont(bolder(service->font(), 1.5));
    auto* row = new QHBoxLayout;
    row->addWidget(service, 1);
    row->addWidget(mark, 0, Qt::AlignTop);
    m_column->addLayout(row);
    m_spoken << text::serviceText(challenge);
    if (!account.isEmpty())
        addText(text::visibleText(account, LongestName));
    QLabel* const vouched = addText(signature);
    if (!isVerified)
        vouched->setFont(bolder(vouched->font(), 1));
    QLabel* const question = addText(text::questionText(challenge));
    question->setFont(bolder(question->font(), 1.15));
}

void RequestCard::addBurst(const ::push::Challenge& challenge, const QString& account)
{
    const QString whose =
        (text::serviceText(challenge) + u' ' + text::visibleText(account, LongestName)).trimmed();
    const auto burst = text::burstText(whose);
    addLight(widgets::Light::Bad, burst.message, burst.next);
}

/// What this program makes of it before what others wrote: however long that is, the verdict is in
/// sight.
void RequestCard::addOrigin(const ::push::Challenge& challenge)
{
    const ::push::JudgedOrigin& judged = challenge.origin.judged;
    addLight(lightOf(judged.verdict), text::verdictText(judged.verdict),
        text::evidenceText(judged.evidence));
    addFact(tr("From"), text::placeText(challenge.origin));
    if (const QString client = text::clientText(challenge.origin); !client.isEmpty())
        addFact(tr("With"), client);
    addFact(tr("At"), shownTime(challenge.created));
}

/// In a box of a fixed height that scrolls, whatever is in it.
void RequestCard::addTransaction(const ::push::Challenge& challenge)
{
    if (challenge.text.isEmpty())
        return;
    auto* box = new QPlainTextEdit(text::transactionText(challenge));
    box->setReadOnly(true);
    box->setTabChangesFocus(true);
    box->setAccessibleName(tr("What the service asks"));
    box->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    box->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    box->setFixedHeight(
        box->fontMetrics().lineSpacing() * LinesOfText + 2 * box->frameWidth() + 10);
    m_column->addWidget(box);
    m_text = box;
    m_spoken << box->toPlainText();
}

QLabel* RequestCard::addText(const QString& text)
{
    QLabel* const label = widgets::newTextLabel(breakable(text), this);
    m_column->addWidget(label);
    m_spoken << text;
    return label;
}

void RequestCard::addLight(widgets::Light light, const QString& words, const QString& more)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* sign = new widgets::StatusLight;
    sign->setLight(light);
    row->addWidget(sign, 0, Qt::AlignTop);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    QLabel* const first = widgets::newTextLabel(breakable(words), this);
    lines->addWidget(first);
    m_spoken << words;
    if (!more.isEmpty()) {
        first->setFont(bolder(first->font(), 1));
        lines->addWidget(widgets::newTextLabel(breakable(more), this));
        m_spoken << more;
    }
    row->addLayout(lines, 1);
    m_column->addLayout(row);
}

void RequestCard::addFact(const QString& name, const QString& value)
{
    //: One fact of a request: %1 is "From", "With" or "At", %2 what the service says
    addText(tr("%1: %2").arg(name, value));
}

void RequestCard::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 2)
                              : QPen(widgets::edgeColor(palette()), 1));
    painter.setBrush(palette().brush(QPalette::AlternateBase));
    const double inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 8, 8);
}

} // namespace ui::push
