// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/failure.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <span>

namespace cli {

class Session;
class Arguments;

/// An option of the program or of one verb.
struct OptionSpec
{
    QLatin1String name; ///< without the dashes
    const char* value; ///< what stands for the value in help; null for a switch
    const char* help; ///< marked for translation
    bool repeats = false;
};

using Handler = base::Result<void, Failure> (*)(Session&, const Arguments&);

/// One verb: what help prints, what the parser accepts, and the function that does it.
struct VerbSpec
{
    QLatin1String words; ///< "list", "slots add passphrase"
    const char* operands; ///< as in help; empty for none
    int minimumOperands;
    int maximumOperands;
    const char* summary; ///< marked for translation
    std::span<const OptionSpec> options;
    Handler handler;
};

/// The options that may stand before or after any verb.
std::span<const OptionSpec> globalOptions();

/// What was typed, taken apart.
class Arguments
{
public:
    const VerbSpec* verb = nullptr; ///< null only with --help or --version
    QString verbWords; ///< as typed; the beginning of a verb where help is asked for
    QStringList operands;

    bool has(QLatin1String option) const { return m_options.contains(option); }
    /// The value of an option that may stand once.
    std::optional<QString> value(QLatin1String option) const;
    /// All values, in the order they were given.
    QStringList values(QLatin1String option) const { return m_options.value(option); }
    /// Whether one of these was given.
    bool hasAny(std::initializer_list<QLatin1String> options) const;

    void insert(QLatin1String option, const QString& value) { m_options[option].append(value); }

private:
    QHash<QString, QStringList> m_options;
};

/// Takes the words after the program's name apart; every failure is one of usage. Anything that
/// looks like a secret given as an argument is refused without being repeated.
Outcome<Arguments> parseCommandLine(const QStringList& words, std::span<const VerbSpec> verbs);

/// The value of an option as a whole number in a range, or nothing if it was not given; a usage
/// error names the option, the value and the range.
Outcome<std::optional<qint64>> numberValue(
    const Arguments& arguments, QLatin1String option, qint64 minimum, qint64 maximum);

} // namespace cli
