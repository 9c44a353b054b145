// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/edit_dialog.h"

#include "ui/accounts/picture_choice.h"
#include "ui/widgets/primary_button.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::accounts {

namespace {

QStringList tagsOf(const QString& typed)
{
    QStringList tags;
    for (const QString& part : typed.split(QLatin1Char(','))) {
        const QString tag = part.simplified();
        if (!tag.isEmpty() && !tags.contains(tag))
            tags += tag;
    }
    return tags;
}

} // namespace

EditDialog::EditDialog(const vault::Account& account, const QByteArray& picture, QWidget* parent)
    : QDialog(parent),
      m_issuer(new QLineEdit(account.issuer)),
      m_name(new QLineEdit(account.name)),
      m_note(new QPlainTextEdit(account.note)),
      m_tags(new QLineEdit(account.tags.join(QStringLiteral(", ")))),
      m_pinned(new QCheckBox),
      m_picture(new PictureChoice(picture)),
      m_error(new QLabel)
{
    setWindowTitle(tr("Edit account"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(fontMetrics().lineSpacing() * 4 + 12);
    const QString example = tr("With commas between: work, mail");
    m_tags->setPlaceholderText(example);
    m_tags->setMinimumWidth(fontMetrics().horizontalAdvance(example) + fontMetrics().height());
    m_pinned->setText(tr("&Pin to the top of the list"));
    m_pinned->setChecked(account.pinned);
    m_pinned->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->hide();

    auto* form = new QFormLayout;
    // Where it wraps rows, their heights are not counted and fields lie on each other.
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Issuer"), m_issuer);
    form->addRow(tr("Account &name"), m_name);
    form->addRow(tr("N&ote"), m_note);
    form->addRow(tr("&Tags"), m_tags);
    form->addRow(m_pinned);
    form->addRow(m_picture);

    auto* buttons = new QDialogButtonBox;
    auto* save = new widgets::PrimaryButton(tr("&Save"));
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setMinimumHeight(save->minimumHeight());
    save->setDefault(true);
    buttons->addButton(save, QDialogButtonBox::AcceptRole);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->setContentsMargins(20, 20, 20, 20);
    column->addLayout(form);
    column->addWidget(m_error);
    column->addWidget(buttons);
    connect(m_picture, &PictureChoice::reported, this, &EditDialog::showError);
    connect(buttons, &QDialogButtonBox::accepted, this, &EditDialog::saveRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &EditDialog::reject);
    m_issuer->setFocus();
    m_issuer->selectAll();
}

vault::AccountEdit EditDialog::edit() const
{
    return { .issuer = m_issuer->text().trimmed(),
        .name = m_name->text().trimmed(),
        .note = m_note->toPlainText(),
        .tags = tagsOf(m_tags->text()),
        .pinned = m_pinned->isChecked(),
        .picture = m_picture->change() };
}

void EditDialog::showError(const QString& sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

} // namespace ui::accounts
