// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/librarystore.h"
#include "support/listbuilder.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <string>
#include <vector>

namespace carrel::test {

/// What a reader does, decided by a seed: the program that is killed and the test that kills it both know
/// each step. Works are those of one part of all, so that several can be at it without meeting.
class MarkPlan final
{
public:
    static constexpr quint32 kWorks = 300;

    struct Step
    {
        std::vector<quint32> works;
        MarkChange change;
    };

    MarkPlan(quint32 seed, quint32 part, quint32 parts)
        : m_random(seed)
        , m_part(part)
        , m_parts(parts)
    {
    }

    Step next()
    {
        Step step;
        const quint32 kind = m_random.generate() % 8;
        const bool on = m_random.generate() % 3 != 0;
        const int count = kind == 0 ? 20 : 1;
        for (int i = 0; i < count; ++i) {
            step.works.push_back(m_random.generate() % (kWorks / m_parts) * m_parts + m_part);
        }
        if (kind <= 2) {
            step.change.read = on;
        } else if (kind <= 4) {
            step.change.bookmarked = on;
        } else if (kind == 5) {
            step.change.rating = static_cast<int>(m_random.generate() % 6);
        } else {
            step.change.note =
                on ? QString(static_cast<qsizetype>(m_random.generate() % 6000 + 1), QLatin1Char('n'))
                   : QString();
        }
        return step;
    }

    static CatalogPointer list()
    {
        ListBuilder builder;
        for (quint32 i = 0; i < kWorks; ++i) {
            builder.entry("Paper " + std::to_string(i), "OSDI", 2024,
                          "https://arxiv.org/abs/2401." + std::to_string(10000 + i));
        }
        return builder.build();
    }

private:
    QRandomGenerator m_random;
    quint32 m_part;
    quint32 m_parts;
};

/// Where a test that writes a thousand times finds the memory to do it in, if there is one.
inline QString fastFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isWritable() ? memory.filePath() : QDir::tempPath()) +
           QLatin1String("/carrel-test-XXXXXX");
}

/// What the library has to say after some steps.
class MarkModel final
{
public:
    struct Mark
    {
        bool bookmarked = false;
        bool read = false;
        int rating = 0;
        qsizetype note = 0; ///< its length
        friend bool operator==(const Mark &, const Mark &) = default;
    };

    MarkModel()
        : m_marks(MarkPlan::kWorks)
    {
    }
    explicit MarkModel(const WorkStates &states)
    {
        for (std::size_t i = 0; i < states.size(); ++i) {
            m_marks.push_back(
                {states[i].bookmarked, states[i].read, states[i].rating, states.note(i).size()});
        }
    }

    void apply(const MarkPlan::Step &step)
    {
        for (const quint32 work : step.works) {
            Mark &mark = m_marks[work];
            mark.bookmarked = step.change.bookmarked.value_or(mark.bookmarked);
            mark.read = step.change.read.value_or(mark.read);
            mark.rating = step.change.rating.value_or(mark.rating);
            mark.note = step.change.note ? step.change.note->size() : mark.note;
        }
    }
    friend bool operator==(const MarkModel &, const MarkModel &) = default;

private:
    std::vector<Mark> m_marks;
};

} // namespace carrel::test
