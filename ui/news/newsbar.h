// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "news/newsstate.h"

#include <QDate>
#include <QWidget>

#include <vector>

class QComboBox;
class QDateEdit;
class QPushButton;

namespace carrel {

/// Stands above the new papers: since when they count as new, and the way to all that changed.
class NewsBar final : public QWidget
{
    Q_OBJECT
public:
    /// A version that is kept of a list.
    struct Version
    {
        QString name;
        quint32 time = 0; ///< as in NewSince
    };

    explicit NewsBar(QWidget *parent = nullptr);

    /// Shows what can be chosen and what is; emits nothing.
    void show(const NewSince &since, const std::vector<Version> &versions);

Q_SIGNALS:
    void sinceChosen(const carrel::NewSince &since);
    void changesRequested();

private:
    void choose(int row);
    void chooseDay(QDate day);

    QComboBox *m_since;
    QDateEdit *m_day;
    std::vector<NewSince> m_choices; ///< one a row
};

/// The first second of a day, here.
quint32 timeOfDay(QDate day);

} // namespace carrel
