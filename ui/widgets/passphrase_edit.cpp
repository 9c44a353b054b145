// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/passphrase_edit.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStringEncoder>
#include <QToolButton>

namespace ui::widgets {
namespace {

// More than any passphrase may have; bounds what a paste can make of the field.
constexpr int LongestText = 4096;

/// In place, through whoever shares it: clear() or setText() alone would free it with what is in
/// it.
void overwrite(const QString& shared)
{
    auto* const characters = const_cast<QChar*>(shared.constData());
    crypto::cleanse({ reinterpret_cast<std::uint8_t*>(characters),
        static_cast<std::size_t>(shared.size()) * sizeof(QChar) });
}

} // namespace

PassphraseEdit::PassphraseEdit(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_edit(new QLineEdit(this)),
      m_show(new QToolButton(this))
{
    // A label's buddy would be this widget, but the focus is on the line inside.
    m_edit->setAccessibleName(name);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setMaxLength(LongestText);
    m_edit->setInputMethodHints(m_edit->inputMethodHints() | Qt::ImhSensitiveData
        | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_show->setText(tr("Show"));
    m_show->setAccessibleName(tr("Show what is typed"));
    m_show->setToolTip(tr("Show what is typed"));
    m_show->setCheckable(true);
    m_show->setFocusPolicy(Qt::TabFocus);
    m_show->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Expanding);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_edit);
    row->addWidget(m_show);
    // Without a policy of its own the key of a label that leads here would lead nowhere. It is set
    // before the proxy, which would take it over.
    setFocusPolicy(Qt::ClickFocus);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    connect(m_edit, &QLineEdit::textChanged, this, &PassphraseEdit::holdText);
    connect(m_edit, &QLineEdit::textEdited, this, &PassphraseEdit::edited);
    connect(m_edit, &QLineEdit::returnPressed, this, &PassphraseEdit::submitted);
    connect(m_edit, &QLineEdit::selectionChanged, this, [this] {
        if (isShown())
            m_edit->deselect();
    });
    connect(m_show, &QToolButton::toggled, this, &PassphraseEdit::setShown);
}

PassphraseEdit::~PassphraseEdit()
{
    wipe();
}

base::Result<crypto::SecretBytes> PassphraseEdit::takeText()
{
    auto taken = copyText();
    wipe();
    return taken;
}

base::Result<crypto::SecretBytes> PassphraseEdit::copyText() const
{
    const QString shared = m_edit->text();
    QStringEncoder encoder(QStringEncoder::Utf8);
    auto bytes =
        crypto::SecretBytes::ofSize(static_cast<std::size_t>(encoder.requiredSpace(shared.size())));
    if (!bytes)
        return bytes;
    // Straight into the locked buffer: QString::toUtf8 would leave one more copy behind.
    auto* const begin = reinterpret_cast<char*>(bytes->bytes().data());
    const char* const end = encoder.appendToBuffer(begin, shared);
    bytes->truncate(static_cast<std::size_t>(end - begin));
    return bytes;
}

bool PassphraseEdit::isEmpty() const
{
    return m_edit->text().isEmpty();
}

void PassphraseEdit::setText(std::string_view utf8)
{
    wipe();
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    // Inserted like typed text, the field makes a copy of its own; ours is overwritten here.
    m_edit->insert(text);
    text.fill(QChar(0));
}

void PassphraseEdit::wipe()
{
    overwrite(m_edit->text());
    overwrite(m_edit->displayText());
    m_edit->setText({});
}

/// The field makes a new text at each key and one more of what it displays, which in the open is
/// the same, and lets go of the ones before. They are ours by then.
void PassphraseEdit::holdText()
{
    const QString text = m_edit->text();
    const QString display = m_edit->displayText();
    for (const QString& held : { m_heldText, m_heldDisplay }) {
        if (held.constData() != text.constData() && held.constData() != display.constData())
            overwrite(held);
    }
    m_heldText = text;
    m_heldDisplay = display;
}

bool PassphraseEdit::isShown() const
{
    return m_edit->echoMode() == QLineEdit::Normal;
}

void PassphraseEdit::setShown(bool shown)
{
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    holdText(); // what is displayed is another text now
    m_edit->deselect();
    m_show->setChecked(shown);
    m_show->setText(shown ? tr("Hide") : tr("Show"));
    m_show->setAccessibleName(shown ? tr("Hide what is typed") : tr("Show what is typed"));
}

void PassphraseEdit::setAlwaysShown()
{
    setShown(true);
    m_show->hide();
}

void PassphraseEdit::setName(const QString& name)
{
    m_edit->setAccessibleName(name);
}

void PassphraseEdit::setPlaceholder(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void PassphraseEdit::changeEvent(QEvent* event)
{
    // A hidden or greyed field must not keep its text in the open.
    if (event->type() == QEvent::EnabledChange && !isEnabled() && m_show->isVisibleTo(this))
        setShown(false);
    QWidget::changeEvent(event);
}

} // namespace ui::widgets
