// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/new_passphrase_form.h"

#include "ui/text/error_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/strength_meter.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::unlock {
namespace {

using widgets::StrengthMeter;

StrengthMeter::Level levelOf(vault::Strength strength)
{
    switch (strength) {
    case vault::Strength::Weak:
        return StrengthMeter::Level::Weak;
    case vault::Strength::Fair:
        return StrengthMeter::Level::Fair;
    case vault::Strength::Strong:
        break;
    }
    return StrengthMeter::Level::Strong;
}

QLabel* labelFor(QWidget* field, const QString& text)
{
    auto* label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

} // namespace

NewPassphraseForm::NewPassphraseForm(crypto::RandomSource& random, QWidget* parent)
    : QWidget(parent),
      m_random(random),
      m_first(new widgets::PassphraseEdit(tr("Passphrase"))),
      m_meter(new StrengthMeter),
      m_suggest(new QPushButton(tr("Su&ggest a passphrase"))),
      m_second(new widgets::PassphraseEdit(tr("Passphrase again"))),
      m_weakIsMeant(new QCheckBox(tr("Use this &weak passphrase all the same")))
{
    m_suggest->setAutoDefault(true);
    m_pause.setSingleShot(true);
    m_pause.setInterval(250);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(labelFor(m_first, tr("&Passphrase")));
    column->addWidget(m_first);
    column->addWidget(m_meter);
    column->addWidget(m_suggest, 0, Qt::AlignLeading);
    column->addSpacing(6);
    column->addWidget(labelFor(m_second, tr("Passphrase &again")));
    column->addWidget(m_second);
    column->addWidget(m_weakIsMeant);
    m_weakIsMeant->hide();
    setFocusProxy(m_first);

    connect(m_first, &widgets::PassphraseEdit::edited, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, &NewPassphraseForm::estimate);
    connect(m_suggest, &QPushButton::clicked, this, &NewPassphraseForm::suggest);
    connect(
        m_first, &widgets::PassphraseEdit::submitted, m_second, [this] { m_second->setFocus(); });
    connect(m_second, &widgets::PassphraseEdit::submitted, this, &NewPassphraseForm::submitted);
}

void NewPassphraseForm::suggest()
{
    auto suggestion = vault::generatePassphrase(m_random);
    if (!suggestion)
        return;
    m_first->setText(suggestion->text());
    m_first->setShown(true);
    m_second->wipe();
    m_second->setFocus();
    estimate();
}

void NewPassphraseForm::estimate()
{
    m_pause.stop();
    auto typed = m_first->copyText();
    const auto passphrase =
        typed ? vault::toPassphrase(typed->view()) : base::Result<vault::Passphrase>(typed.error());
    m_meter->setLevel(
        passphrase ? levelOf(vault::estimateStrength(*passphrase)) : StrengthMeter::Level::None);
    const bool weak = m_meter->level() == StrengthMeter::Level::Weak;
    if (!weak)
        m_weakIsMeant->setChecked(false);
    m_weakIsMeant->setVisible(weak);
    emit estimated();
}

std::optional<base::Error> NewPassphraseForm::problem() const
{
    const auto first = m_first->copyText();
    if (!first)
        return first.error();
    const auto second = m_second->copyText();
    if (!second)
        return second.error();
    const auto passphrase = vault::toNewPassphrase(first->view());
    if (!passphrase)
        return passphrase.error();
    const auto again = vault::toPassphrase(second->view());
    if (!again || !crypto::equalInConstantTime(passphrase->bytes.view(), again->bytes.view()))
        return base::Error { base::ErrorCode::ConflictingField, "passphrase typed twice" };
    if (m_meter->level() == StrengthMeter::Level::Weak && !m_weakIsMeant->isChecked())
        return base::Error { base::ErrorCode::WeakPassphrase, "new passphrase" };
    return {};
}

void NewPassphraseForm::explain(const base::Error& error, widgets::MessageBanner& banner)
{
    if (error.code == base::ErrorCode::ConflictingField) {
        const bool untyped = m_second->isEmpty();
        banner.showError(untyped ? tr("The passphrase is needed a second time.")
                                 : tr("The two passphrases are not the same."),
            tr("Type it again, so that a slip of a finger does not lock you out."));
        m_second->wipe();
        m_second->setFocus();
        return;
    }
    if (error.code == base::ErrorCode::WeakPassphrase) {
        banner.showError(tr("This passphrase is easy to guess."),
            tr("Choose a longer one, or tick that you want it all the same."));
        m_weakIsMeant->setFocus();
        return;
    }
    const auto explanation = text::errorText(error);
    banner.showError(explanation.message, explanation.next);
    m_first->setFocus();
}

std::optional<vault::Passphrase> NewPassphraseForm::read(widgets::MessageBanner& banner)
{
    estimate();
    if (const auto found = problem()) {
        explain(*found, banner);
        return {};
    }
    banner.clear();
    const auto typed = m_first->copyText();
    auto passphrase = typed ? vault::toNewPassphrase(typed->view())
                            : base::Result<vault::Passphrase>(typed.error());
    if (!passphrase) {
        explain(passphrase.error(), banner);
        return {};
    }
    return std::move(*passphrase);
}

std::optional<crypto::SecretBytes> NewPassphraseForm::readAsTyped(widgets::MessageBanner& banner)
{
    if (!read(banner))
        return {};
    auto first = m_first->copyText();
    const auto second = m_second->copyText();
    if (!first || !second) {
        explain(first ? second.error() : first.error(), banner);
        return {};
    }
    if (!crypto::equalInConstantTime(first->view(), second->view())) {
        explain({ base::ErrorCode::ConflictingField, "passphrase typed twice" }, banner);
        return {};
    }
    return std::move(*first);
}

bool NewPassphraseForm::isAscii() const
{
    const auto typed = m_first->copyText();
    return !typed || std::ranges::all_of(typed->view(), [](std::uint8_t b) { return b < 0x80; });
}

void NewPassphraseForm::reset()
{
    m_pause.stop();
    m_first->wipe();
    m_first->setShown(false);
    m_second->wipe();
    m_second->setShown(false);
    m_weakIsMeant->setChecked(false);
    m_weakIsMeant->hide();
    m_meter->setLevel(StrengthMeter::Level::None);
}

} // namespace ui::unlock
