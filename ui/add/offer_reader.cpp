// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/offer_reader.h"

#include "core/enroll/recognise.h"
#include "core/qr/picture_format.h"
#include "core/qr/qr_reader.h"
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

void readPicture(QImage& picture, Findings& findings)
{
    const auto codes = qr::readCodes(picture);
    qr::wipe(picture);
    if (!codes) {
        findings.push_back({ codes.error() });
        return;
    }
    for (const qr::FoundCode& code : *codes) {
        for (const std::string_view link : enroll::linksIn(code.text))
            findings.push_back(findingOf(enroll::recognise(link), link));
    }
}

/// What cannot be read is not told to be none: the reason is said where it is opened.
bool isNoPicture(const QString& path)
{
    const auto format = qr::pictureFormatOf(QFile::encodeName(path).toStdString());
    return format && !*format;
}

/// Several screens or a page with a login: an empty one is no failure where another had codes.
void dropFailuresBesideCodes(Findings& findings)
{
    const bool hasOffer = std::any_of(findings.begin(), findings.end(),
        [](const Finding& finding) { return finding.offer.has_value(); });
    if (!hasOffer)
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

void OfferReader::readFiles(const QStringList& paths)
{
    start([paths](const Stop& stop) {
        Harvest harvest;
        Findings& findings = harvest.findings;
        for (const QString& path : paths) {
            if (stop)
                break;
            if (isNoPicture(path)) {
                harvest.others.append(path);
                continue;
            }
            const std::size_t before = findings.size();
            auto picture = qr::loadPicture(path);
            if (picture)
                readPicture(*picture, findings);
            else
                findings.push_back({ picture.error() });
            for (std::size_t i = before; paths.size() > 1 && i < findings.size(); ++i)
                findings[i].file = QFileInfo(path).fileName();
        }
        return harvest;
    });
}

void OfferReader::readPictures(std::vector<QImage> pictures)
{
    auto shared = std::make_shared<std::vector<QImage>>(std::move(pictures));
    start([shared](const Stop& stop) {
        Findings findings;
        for (QImage& picture : *shared) {
            if (!stop)
                readPicture(picture, findings);
            qr::wipe(picture);
        }
        dropFailuresBesideCodes(findings);
        return Harvest { std::move(findings) };
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
            if (harvest.others.isEmpty() || !harvest.findings.empty())
                emit found(harvest.findings);
            if (!harvest.others.isEmpty())
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
