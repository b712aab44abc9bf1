// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// The authors of a paper, one by one.
struct AuthorNames
{
    std::vector<std::string> names; ///< as written: "A. Lee", "Lee, A."
    bool others = false;            ///< the list names only some of them: "et al."
};

/// Takes apart "A. Lee, B. Wu and C. Xu", "Lee, A.; Wu, B.", "Lee, A., Wu, B. et al.", "Lee, Anna and Wu,
/// Bo", and lists with full-width separators. Pure; what cannot be told apart stays one name.
AuthorNames authorNames(std::string_view written);

/// Both halves of a name; family is empty where it cannot be told for certain which is which.
struct NameParts
{
    std::string family;
    std::string given;
};

/// "Lee, A." and "A. B. Lee" can be told, "Ana Maria Lee" cannot.
NameParts nameParts(std::string_view name);

} // namespace carrel
