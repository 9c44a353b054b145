// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_outcome.h"

#include "ui/text/account_text.h"
#include "ui/text/export_text.h"
#include "ui/text/visible_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using ::transfer::ExportPlan;
using ::transfer::Form;
using ::transfer::PlannedExport;

namespace ui::transfer {

namespace {

constexpr int LongestNameOfExport = 60;
constexpr qsizetype MostLeftNamed = 50;

struct ExportOutcome
{
    Q_DECLARE_TR_FUNCTIONS(ui::transfer::ExportOutcome)
};

int count(const ExportPlan& plan, bool (*is)(const PlannedExport&))
{
    return static_cast<int>(std::ranges::count_if(plan.lines(), is));
}

/// "", or a line about an account that does not leave, or not with everything.
QString lineAbout(const PlannedExport& line)
{
    const QString title = text::accountTitle(line.account.issuer, line.account.name);
    if (line.misfit)
        return ExportOutcome::tr("Left out: %1 (%2)").arg(title, text::misfitText(*line.misfit));
    if (line.hasRegistration && line.isWritten())
        return ExportOutcome::tr("Left out of %1: the keys of its push sign-ins, which go into "
                                 "backups alone")
            .arg(title);
    return {};
}

QString nameOf(const std::string& file)
{
    const QString path = QFile::decodeName(QByteArray::fromStdString(file));
    return text::visibleText(QFileInfo(path).fileName(), LongestNameOfExport);
}

QString writtenText(int accounts, const std::vector<std::string>& files)
{
    if (files.size() == 1)
        //: %1 is a file
        return ExportOutcome::tr(
            "%n account(s) are in “%1”. The file was read back and every account compared.",
            nullptr, accounts)
            .arg(nameOf(files.front()));
    //: %1 is a number of files, %2 the first of them, %3 the last
    return ExportOutcome::tr(
        "%n account(s) are in %1 files, from “%2” to “%3”. The files were read "
        "back and every account compared.",
        nullptr, accounts)
        .arg(QString::number(files.size()), nameOf(files.front()), nameOf(files.back()));
}

/// What was done, and how many accounts had no part in it.
QString sentencesOf(const ExportPlan& plan, const QString& done)
{
    QStringList sentences { done };
    const int misfits =
        count(plan, [](const PlannedExport& line) { return line.misfit.has_value(); });
    const int unwanted =
        count(plan, [](const PlannedExport& line) { return !line.misfit && !line.isChosen; });
    if (misfits > 0)
        sentences << ExportOutcome::tr("%n account(s) did not fit.", nullptr, misfits);
    if (unwanted > 0)
        sentences << ExportOutcome::tr(
            "%n account(s) were left out, as you chose.", nullptr, unwanted);
    return sentences.join(u' ');
}

QString warningOf(const ExportPlan& plan)
{
    return plan.format().format->isEncrypted
        ? QString()
        : ExportOutcome::tr("It is not encrypted: whoever can read it has every secret in it. "
                            "Delete it when the other program has it.");
}

QString printedText(int accounts)
{
    return ExportOutcome::tr("%n account(s) were printed.", nullptr, accounts);
}

QString afterPrinting()
{
    return ExportOutcome::tr("Look whether all of the pages are there. Whoever has them can make "
                             "all of these codes: keep them locked away.");
}

} // namespace

text::Explanation exportDone(const ExportPlan& plan, const std::vector<std::string>& files)
{
    return { sentencesOf(plan, writtenText(static_cast<int>(plan.fitting()), files)),
        warningOf(plan) };
}

text::Explanation printDone(const ExportPlan& plan)
{
    return { sentencesOf(plan, printedText(static_cast<int>(plan.fitting()))), afterPrinting() };
}

QStringList leftOfExport(const ExportPlan& plan)
{
    QStringList lines;
    qsizetype more = 0;
    for (const PlannedExport& line : plan.lines()) {
        const QString about = lineAbout(line);
        if (about.isEmpty())
            continue;
        if (lines.size() < MostLeftNamed)
            lines << about;
        else
            ++more;
    }
    if (more > 0)
        lines << ExportOutcome::tr("and %n more", nullptr, static_cast<int>(more));
    return lines;
}

QString suggestedName(const ::transfer::Format& format)
{
    const auto ending = [&format] {
        if (format.id.starts_with("2fas"))
            return u"2fas"_s; // the program offers no other files
        switch (format.form) {
        case Form::Json:
            return u"json"_s;
        case Form::Csv:
            return u"csv"_s;
        case Form::Xml:
            return u"xml"_s;
        case Form::Html:
        case Form::Sheet:
            return u"html"_s;
        case Form::Zip:
            return u"zip"_s;
        case Form::Picture:
            return u"png"_s;
        case Form::Links:
        case Form::Text:
            return u"txt"_s;
        default:
            return u"bin"_s;
        }
    };
    const QString program =
        QString::fromUtf8(format.program.data(), static_cast<qsizetype>(format.program.size()));
    const QString what = program.isEmpty() ? u"accounts"_s : program.toLower().replace(u' ', u'-');
    return u"countersign-%1.%2"_s.arg(what, ending());
}

} // namespace ui::transfer
