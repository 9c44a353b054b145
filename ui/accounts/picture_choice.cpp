// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/picture_choice.h"

#include "core/base/atomic_file.h"
#include "core/qr/small_picture.h"
#include "ui/accounts/badge_picture.h"
#include "ui/text/error_text.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ui::accounts {

namespace {

constexpr std::size_t LargestChosenFile = std::size_t { 32 } * 1024 * 1024;
/// A photo of a phone; more would hold the window up.
constexpr int MostMegapixels = 16;

base::Result<qr::SmallPicture> chosenPicture(const QString& path)
{
    const auto bytes = base::readFile(QFile::encodeName(path).toStdString(), LargestChosenFile);
    if (!bytes)
        return bytes.error();
    return qr::smallPicture(QByteArray::fromRawData(reinterpret_cast<const char*>(bytes->data()),
                                static_cast<qsizetype>(bytes->size())),
        MostMegapixels);
}

} // namespace

PictureChoice::PictureChoice(const QByteArray& picture, QWidget* parent)
    : QWidget(parent),
      m_original(picture),
      m_shown(new QLabel),
      m_remove(new QPushButton(tr("&Remove picture")))
{
    const int side = fontMetrics().height() * 5 / 2;
    m_shown->setFixedSize(side, side);
    m_shown->setAlignment(Qt::AlignCenter);
    m_shown->setAccessibleName(tr("The account’s own picture"));
    auto* choose = new QPushButton(tr("&Choose picture…"));
    for (QPushButton* button : { choose, m_remove })
        button->setAutoDefault(false);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_shown);
    row->addWidget(choose);
    row->addWidget(m_remove);
    row->addStretch();
    setFocusProxy(choose);
    connect(choose, &QPushButton::clicked, this, &PictureChoice::choose);
    connect(m_remove, &QPushButton::clicked, this, &PictureChoice::remove);
    show(picture);
}

std::optional<QByteArray> PictureChoice::change() const
{
    return m_picture == m_original ? std::nullopt : std::optional(m_picture);
}

void PictureChoice::choose()
{
    auto* dialog = new QFileDialog(this, tr("Picture of the account"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        { tr("Pictures (*.png *.jpg *.jpeg *.webp *.svg *.gif *.bmp)"), tr("All files (*)") });
    connect(dialog, &QFileDialog::fileSelected, this, &PictureChoice::take);
    dialog->open();
}

void PictureChoice::take(const QString& path)
{
    const auto small = chosenPicture(path);
    if (!small)
        return emit reported(
            text::errorText(small.error()).message + u' ' + tr("Choose another one."));
    emit reported({});
    show(small->file);
}

void PictureChoice::remove()
{
    emit reported({});
    show({});
}

void PictureChoice::show(const QByteArray& picture)
{
    m_picture = picture;
    const QImage badge = badgePicture(picture);
    if (!badge.isNull()) {
        const double ratio = devicePixelRatioF();
        QPixmap shown = QPixmap::fromImage(
            badge.scaled(m_shown->size() * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
        shown.setDevicePixelRatio(ratio);
        m_shown->setPixmap(shown);
    }
    m_shown->setVisible(!badge.isNull());
    m_remove->setVisible(!picture.isEmpty());
}

} // namespace ui::accounts
