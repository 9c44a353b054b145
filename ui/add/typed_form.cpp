// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/typed_form.h"

#include "ui/text/error_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui::add {

namespace {

enum Type { TotpType, HotpType, SteamType, MotpType, YandexType };

constexpr std::chrono::milliseconds TypingPause { 300 };

QComboBox* comboBox(const QStringList& choices)
{
    auto* box = new QComboBox;
    box->addItems(choices);
    return box;
}

bool isMistypedBase32(const base::Error& error)
{
    return error.code == base::ErrorCode::InvalidField && error.arguments.size() > 2
        && error.arguments[0] == "secret" && error.arguments[2] == "A-Z 2-7";
}

/// Digits that Base32 has not, in the shape of letters that it has.
bool hasLookAlikes(std::string_view typed)
{
    return typed.find_first_of("018") != std::string_view::npos;
}

QSpinBox* spinBox(int smallest, int largest)
{
    auto* box = new QSpinBox;
    box->setRange(smallest, largest);
    return box;
}

} // namespace

TypedForm::TypedForm(QWidget* parent)
    : QWidget(parent),
      m_form(new QFormLayout),
      m_type(comboBox({ tr("By time (TOTP)"), tr("By counter (HOTP)"), tr("Steam"),
          tr("Mobile-OTP"), tr("Yandex") })),
      m_issuer(new QLineEdit),
      m_name(new QLineEdit),
      m_secret(new widgets::PassphraseEdit(tr("Secret"))),
      m_encoding(comboBox({ tr("Base32"), tr("Hexadecimal"), tr("Base64"), tr("Plain text") })),
      m_size(widgets::newTextLabel({}, this)),
      m_lookAlikes(new QPushButton(tr("&Read 0, 1 and 8 as O, I and B"))),
      m_algorithm(comboBox({ QStringLiteral("SHA-1"), QStringLiteral("SHA-224"),
          QStringLiteral("SHA-256"), QStringLiteral("SHA-384"), QStringLiteral("SHA-512") })),
      m_digits(spinBox(1, 10)),
      m_period(spinBox(1, 86'400)),
      m_counter(new QLineEdit),
      m_pin(new widgets::PassphraseEdit(tr("PIN"))),
      m_banner(new widgets::MessageBanner)
{
    build();
    connectFields();
    reset();
}

void TypedForm::build()
{
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setVerticalSpacing(10);
    m_issuer->setPlaceholderText(tr("The site or company"));
    m_name->setPlaceholderText(tr("Your name at the site"));
    m_pin->setPlaceholder(tr("Leave empty to type it each time"));
    m_period->setSuffix(tr(" s"));
    m_form->addRow(tr("Iss&uer"), m_issuer);
    m_form->addRow(tr("Account &name"), m_name);
    m_form->addRow(tr("S&ecret"), m_secret);
    m_form->addRow(QString(), m_size);
    m_form->addRow(QString(), m_lookAlikes);
    m_form->addRow(tr("Secret &written as"), m_encoding);
    m_form->addRow(tr("&Kind of code"), m_type);
    m_form->addRow(tr("&PIN"), m_pin);
    m_form->addRow(tr("&Algorithm"), m_algorithm);
    m_form->addRow(tr("&Digits"), m_digits);
    m_form->addRow(tr("A new code ever&y"), m_period);
    m_form->addRow(tr("&Counter"), m_counter);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(14);
    column->addWidget(widgets::newTextLabel(
        tr("Type what the site shows under \"cannot scan the code\". Most sites give a secret "
           "only; leave the rest as it is then."),
        this));
    column->addLayout(m_form);
    column->addWidget(m_banner);
    column->addWidget(buildButtons());
}

QWidget* TypedForm::buildButtons()
{
    auto* buttons = new QWidget;
    auto* back = new QPushButton(tr("&Back"));
    auto* show = new widgets::PrimaryButton(tr("&Show the code"));
    back->setMinimumHeight(show->minimumHeight());
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->addWidget(back);
    row->addStretch(1);
    row->addWidget(show);
    connect(back, &QPushButton::clicked, this, [this] {
        reset();
        emit cancelled();
    });
    connect(show, &QPushButton::clicked, this, &TypedForm::make);
    return buttons;
}

void TypedForm::connectFields()
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(TypingPause);
    const auto waitForPause = [this] { m_pause.start(); };
    connect(m_secret, &widgets::PassphraseEdit::edited, this, waitForPause);
    connect(m_encoding, &QComboBox::currentIndexChanged, this, waitForPause);
    connect(&m_pause, &QTimer::timeout, this, &TypedForm::showSecretSize);
    connect(m_lookAlikes, &QPushButton::clicked, this, &TypedForm::readDigitsAsLetters);
    connect(m_type, &QComboBox::currentIndexChanged, this, &TypedForm::showFieldsOfType);
    for (QLineEdit* field : { m_issuer, m_name, m_counter })
        connect(field, &QLineEdit::returnPressed, this, &TypedForm::make);
    for (widgets::PassphraseEdit* field : { m_secret, m_pin })
        connect(field, &widgets::PassphraseEdit::submitted, this, &TypedForm::make);
}

void TypedForm::reset()
{
    m_pause.stop();
    m_secret->wipe();
    m_secret->setShown(true);
    m_pin->wipe();
    for (QLineEdit* field : { m_issuer, m_name })
        field->clear();
    m_counter->setText(QStringLiteral("0"));
    m_encoding->setCurrentIndex(0);
    m_algorithm->setCurrentIndex(0);
    m_type->setCurrentIndex(TotpType);
    m_banner->clear();
    showFieldsOfType();
    showSecretSize();
    setFocusProxy(m_issuer);
}

void TypedForm::beginWith(std::string_view secret)
{
    reset();
    m_secret->setText(secret);
    showSecretSize();
}

/// Only what applies to this kind of code, with its usual values.
void TypedForm::showFieldsOfType()
{
    const int type = m_type->currentIndex();
    const bool isFree = type == TotpType || type == HotpType;
    m_form->setRowVisible(m_algorithm, isFree);
    m_form->setRowVisible(m_digits, isFree);
    m_form->setRowVisible(m_period, type == TotpType);
    m_form->setRowVisible(m_counter, type == HotpType);
    m_form->setRowVisible(m_pin, type == MotpType || type == YandexType);
    m_digits->setValue(6);
    m_period->setValue(30);
    if (type == MotpType)
        m_encoding->setCurrentIndex(static_cast<int>(otp::SecretEncoding::Hex));
    m_pause.start();
}

otp::SecretEncoding TypedForm::encoding() const
{
    return static_cast<otp::SecretEncoding>(m_encoding->currentIndex());
}

base::Result<otp::Credential> TypedForm::credential() const
{
    constexpr std::array Hashes { crypto::Hash::Sha1, crypto::Hash::Sha224, crypto::Hash::Sha256,
        crypto::Hash::Sha384, crypto::Hash::Sha512 };
    const crypto::Hash hash = Hashes[static_cast<std::size_t>(m_algorithm->currentIndex())];
    switch (m_type->currentIndex()) {
    case TotpType:
        return otp::Credential(otp::Totp { hash, m_digits->value(), m_period->value() });
    case SteamType:
        return otp::Credential(otp::Steam {});
    case MotpType:
        return otp::Credential(otp::Motp {});
    case YandexType:
        return otp::Credential(otp::Yandex {});
    default:
        break;
    }
    bool isNumber = false;
    const QString typed = m_counter->text().trimmed();
    const quint64 counter = typed.toULongLong(&isNumber);
    if (!isNumber)
        return base::Error { base::ErrorCode::InvalidField, "typed counter",
            { "counter", typed.toStdString(), "0-18446744073709551615" } };
    return otp::Credential(otp::Hotp { hash, m_digits->value(), counter });
}

/// A count to compare with what the site says, or what is wrong, while there is still time.
void TypedForm::showSecretSize()
{
    m_size->clear();
    m_form->setRowVisible(m_lookAlikes, false);
    if (m_secret->isEmpty())
        return;
    const auto kind = credential();
    const auto typed = m_secret->copyText();
    if (!kind || !typed)
        return;
    const auto secret = otp::readTypedSecret(typed->text(), encoding(), *kind);
    m_size->setText(secret ? tr("%n byte(s)", nullptr, static_cast<int>(secret->size()))
                           : text::errorText(secret.error()).message);
    m_form->setRowVisible(
        m_lookAlikes, !secret && isMistypedBase32(secret.error()) && hasLookAlikes(typed->text()));
}

void TypedForm::readDigitsAsLetters()
{
    auto typed = m_secret->copyText();
    if (!typed)
        return explain(typed.error());
    for (std::uint8_t& character : typed->bytes()) {
        switch (character) {
        case '0':
            character = 'O';
            break;
        case '1':
            character = 'I';
            break;
        case '8':
            character = 'B';
            break;
        default:
            break;
        }
    }
    m_secret->setText(typed->text());
    m_banner->clear();
    m_secret->setFocus();
    showSecretSize();
}

void TypedForm::make()
{
    const auto kind = credential();
    if (!kind)
        return explain(kind.error());
    const auto typed = m_secret->copyText();
    if (!typed)
        return explain(typed.error());
    auto secret = otp::readTypedSecret(typed->text(), encoding(), *kind);
    if (!secret) {
        m_secret->setFocus();
        showSecretSize();
        return explain(secret.error());
    }
    otp::Entry entry;
    entry.issuer = m_issuer->text().trimmed();
    entry.name = m_name->text().trimmed();
    entry.credential = *kind;
    entry.secret = std::move(*secret);
    if (otp::needsPin(*kind)) {
        auto pin = m_pin->copyText();
        if (!pin)
            return explain(pin.error());
        entry.pin = std::move(*pin);
    }
    if (entry.issuer.isEmpty() && entry.name.isEmpty())
        entry.notes.push_back(otp::EntryNote::NameMissing);
    reset();
    emit entryMade(entry);
}

void TypedForm::explain(const base::Error& error)
{
    text::Explanation explanation = text::errorText(error);
    if (isMistypedBase32(error))
        explanation.next = tr("Compare it with the site. Base32 has no 0, 1 and 8: they are O, I "
                              "or L, and B.");
    m_banner->showError(explanation.message, explanation.next);
}

} // namespace ui::add
