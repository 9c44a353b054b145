// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/offer_reader.h"

#include "core/enroll/recognise.h"
#include "core/qr/picture.h"
#include "core/qr/picture_format.h"
#include "core/transfer/detect.h"
#include "ui/widgets/in_thread_pool.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace ui::add {

namespace {

bool isBegunWithItsText(const enroll::Offer& offer)
{
    const auto* const unsupported = std::get_if<enroll::UnsupportedOffer>(&offer);
    return std::holds_alternative<enroll::ActivationOffer>(offer)
        || (unsupported && unsupported->kind == enroll::UnsupportedKind::NakedSecret);
}

/// Only such a text is kept, in locked memory: it is a secret, or as good as one.
Finding findingOf(base::Result<enroll::Offer> offer, std::string_view text)
{
    Finding finding { std::move(offer) };
    if (!finding.offer || !isBegunWithItsText(*finding.offer))
        return finding;
    auto link = crypto::SecretBytes::copyOf(text);
    if (link)
        finding.link = std::move(*link);
    else
        finding.offer = link.error();
    return finding;
}

/// What of a picture is offered one by one.
void takeCodes(const base::Result<::transfer::PictureTexts>& codes, Findings& findings)
{
    if (!codes)
        findings.push_back({ codes.error() });
    else if (codes->empty())
        findings.push_back({ base::Error { base::ErrorCode::NoCodeFound, "picture" } });
    else
        for (const crypto::WipedBytes& code : *codes) {
            for (const std::string_view link : enroll::linksIn(base::textOf(code)))
                findings.push_back(findingOf(enroll::recognise(link), link));
        }
}

::transfer::GivenCodes given(base::Result<::transfer::PictureTexts> codes)
{
    return std::make_shared<const base::Result<::transfer::PictureTexts>>(std::move(codes));
}

::transfer::GivenCodes codesOf(const QString& path)
{
    auto picture = qr::loadPicture(path);
    return given(picture ? ::transfer::readPictureTexts(*picture)
                         : base::Result<::transfer::PictureTexts>(picture.error()));
}

/// What cannot be read is not told to be none: the reason is said where it is opened.
bool isNoPicture(const QString& path)
{
    const auto format = qr::pictureFormatOf(QFile::encodeName(path).toStdString());
    return format && !*format;
}

/// Several screens or a page with a login: an empty one is no failure where another had codes.
void dropFailuresBesideCodes(Findings& findings, bool hasOthers)
{
    const bool hasOffer = std::any_of(findings.begin(), findings.end(),
        [](const Finding& finding) { return finding.offer.has_value(); });
    if (!hasOffer && !hasOthers)
        return;
    std::erase_if(findings, [](const Finding& finding) {
        return !finding.offer && finding.offer.error().code == base::ErrorCode::NoCodeFound;
    });
}

} // namespace

OfferReader::OfferReader(QObject* parent) : QObject(parent) { }

OfferReader::~OfferReader()
{
    cancel();
}

/// Looked at already, by this page or another one.
void OfferReader::takePicture(Harvest& harvest, ::transfer::GivenFile file)
{
    if (::transfer::isReadWhole(::transfer::Content(file.codes), ::transfer::importFormats()))
        harvest.others.push_back(std::move(file));
    else
        takeCodes(*file.codes, harvest.findings);
}

void OfferReader::readFiles(const ::transfer::GivenFiles& files)
{
    start([files](const Stop& stop) {
        Harvest harvest;
        Findings& findings = harvest.findings;
        for (const ::transfer::GivenFile& file : files) {
            if (stop)
                break;
            if (!file.codes && isNoPicture(file.path)) {
                harvest.others.push_back(file);
                continue;
            }
            const std::size_t before = findings.size();
            takePicture(harvest, { file.path, file.codes ? file.codes : codesOf(file.path) });
            for (std::size_t i = before; files.size() > 1 && i < findings.size(); ++i)
                findings[i].file = QFileInfo(file.path).fileName();
        }
        return harvest;
    });
}

void OfferReader::readPictures(std::vector<QImage> pictures)
{
    auto shared = std::make_shared<std::vector<QImage>>(std::move(pictures));
    start([shared](const Stop& stop) {
        Harvest harvest;
        for (QImage& picture : *shared) {
            if (!stop)
                takePicture(harvest, { {}, given(::transfer::readPictureTexts(picture)) });
            qr::wipe(picture);
        }
        dropFailuresBesideCodes(harvest.findings, !harvest.others.empty());
        return harvest;
    });
}

Findings OfferReader::readText(std::string_view text)
{
    Findings findings;
    for (enroll::LineResult& line : enroll::recogniseLines(text))
        findings.push_back(findingOf(std::move(line.offer), line.text));
    return findings;
}

void OfferReader::start(Work work)
{
    cancel();
    m_job = new QObject(this);
    m_stop = std::make_shared<Stop>(false);
    emit startedReading();
    widgets::inThreadPool(
        m_job, [work = std::move(work), stop = m_stop] { return work(*stop); },
        [this](Harvest harvest) {
            m_job->deleteLater();
            m_job = nullptr;
            emit stoppedReading();
            if (harvest.others.empty() || !harvest.findings.empty())
                emit found(harvest.findings);
            if (!harvest.others.empty())
                emit otherFilesFound(harvest.others);
        });
}

void OfferReader::cancel()
{
    if (m_job == nullptr)
        return;
    *m_stop = true;
    delete m_job;
    m_job = nullptr;
    emit stoppedReading();
}

} // namespace ui::add
