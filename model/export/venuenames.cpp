// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/venuenames.h"

#include <algorithm>
#include <array>
#include <string>

namespace carrel {

namespace {

using enum VenueKind;

struct Row
{
    std::string_view series; ///< lower case, letters and digits only
    VenueName known;
};

// Names as the series bears them today, without the number or the sponsors of a year.
// clang-format off
constexpr std::array kVenues{
    Row{"aaai", {Conference, "AAAI Conference on Artificial Intelligence"}},
    Row{"aamas", {Conference, "International Conference on Autonomous Agents and Multiagent Systems"}},
    Row{"acl", {Conference, "Annual Meeting of the Association for Computational Linguistics"}},
    Row{"acmcsur", {Journal, "ACM Computing Surveys"}},
    Row{"acmmm", {Conference, "ACM International Conference on Multimedia"}},
    Row{"acmqueue", {Journal, "ACM Queue"}},
    Row{"aistats", {Conference, "International Conference on Artificial Intelligence and Statistics"}},
    Row{"apnet", {Conference, "Asia-Pacific Workshop on Networking"}},
    Row{"apsys", {Conference, "ACM Asia-Pacific Workshop on Systems"}},
    Row{"arxiv", {Preprint, "arXiv"}},
    Row{"ase", {Conference, "IEEE/ACM International Conference on Automated Software Engineering"}},
    Row{"asplos", {Conference, "International Conference on Architectural Support for Programming Languages and Operating Systems"}},
    Row{"atc", {Conference, "USENIX Annual Technical Conference"}},
    Row{"biorxiv", {Preprint, "bioRxiv"}},
    Row{"blog", {Elsewhere, ""}},
    Row{"cacm", {Journal, "Communications of the ACM"}},
    Row{"cal", {Journal, "IEEE Computer Architecture Letters"}},
    Row{"cc", {Conference, "International Conference on Compiler Construction"}},
    Row{"ccgrid", {Conference, "IEEE/ACM International Symposium on Cluster, Cloud and Internet Computing"}},
    Row{"ccr", {Journal, "ACM SIGCOMM Computer Communication Review"}},
    Row{"ccs", {Conference, "ACM Conference on Computer and Communications Security"}},
    Row{"cgo", {Conference, "IEEE/ACM International Symposium on Code Generation and Optimization"}},
    Row{"chi", {Conference, "ACM Conference on Human Factors in Computing Systems"}},
    Row{"cidr", {Conference, "Conference on Innovative Data Systems Research"}},
    Row{"cikm", {Conference, "ACM International Conference on Information and Knowledge Management"}},
    Row{"cluster", {Conference, "IEEE International Conference on Cluster Computing"}},
    Row{"coling", {Conference, "International Conference on Computational Linguistics"}},
    Row{"colm", {Conference, "Conference on Language Modeling"}},
    Row{"colt", {Conference, "Conference on Learning Theory"}},
    Row{"computingsurveys", {Journal, "ACM Computing Surveys"}},
    Row{"conext", {Conference, "International Conference on Emerging Networking Experiments and Technologies"}},
    Row{"corl", {Conference, "Conference on Robot Learning"}},
    Row{"corr", {Preprint, "arXiv"}},
    Row{"cpal", {Conference, "Conference on Parsimony and Learning"}},
    Row{"csur", {Journal, "ACM Computing Surveys"}},
    Row{"cvpr", {Conference, "IEEE/CVF Conference on Computer Vision and Pattern Recognition"}},
    Row{"dac", {Conference, "Design Automation Conference"}},
    Row{"date", {Conference, "Design, Automation and Test in Europe Conference"}},
    Row{"dsn", {Conference, "IEEE/IFIP International Conference on Dependable Systems and Networks"}},
    Row{"eacl", {Conference, "Conference of the European Chapter of the Association for Computational Linguistics"}},
    Row{"eccv", {Conference, "European Conference on Computer Vision"}},
    Row{"edbt", {Conference, "International Conference on Extending Database Technology"}},
    Row{"emnlp", {Conference, "Conference on Empirical Methods in Natural Language Processing"}},
    Row{"esecfse", {Conference, "ACM Joint European Software Engineering Conference and Symposium on the Foundations of Software Engineering"}},
    Row{"euromlsys", {Conference, "Workshop on Machine Learning and Systems"}},
    Row{"europar", {Conference, "International European Conference on Parallel and Distributed Computing"}},
    Row{"eurosp", {Conference, "IEEE European Symposium on Security and Privacy"}},
    Row{"eurosys", {Conference, "European Conference on Computer Systems"}},
    Row{"fast", {Conference, "USENIX Conference on File and Storage Technologies"}},
    Row{"fccm", {Conference, "IEEE International Symposium on Field-Programmable Custom Computing Machines"}},
    Row{"fgcs", {Journal, "Future Generation Computer Systems"}},
    Row{"focs", {Conference, "IEEE Symposium on Foundations of Computer Science"}},
    Row{"fpga", {Conference, "ACM/SIGDA International Symposium on Field-Programmable Gate Arrays"}},
    Row{"fse", {Conference, "ACM International Conference on the Foundations of Software Engineering"}},
    Row{"github", {Elsewhere, ""}},
    Row{"hotchips", {Conference, "Hot Chips Symposium"}},
    Row{"hotcloud", {Conference, "USENIX Workshop on Hot Topics in Cloud Computing"}},
    Row{"hoti", {Conference, "IEEE Symposium on High-Performance Interconnects"}},
    Row{"hotinfra", {Conference, "Workshop on Hot Topics in System Infrastructure"}},
    Row{"hotnets", {Conference, "ACM Workshop on Hot Topics in Networks"}},
    Row{"hotos", {Conference, "Workshop on Hot Topics in Operating Systems"}},
    Row{"hotstorage", {Conference, "Workshop on Hot Topics in Storage and File Systems"}},
    Row{"hpca", {Conference, "IEEE International Symposium on High-Performance Computer Architecture"}},
    Row{"hpdc", {Conference, "International Symposium on High-Performance Parallel and Distributed Computing"}},
    Row{"icassp", {Conference, "IEEE International Conference on Acoustics, Speech and Signal Processing"}},
    Row{"iccad", {Conference, "IEEE/ACM International Conference on Computer-Aided Design"}},
    Row{"iccv", {Conference, "IEEE/CVF International Conference on Computer Vision"}},
    Row{"icdcs", {Conference, "IEEE International Conference on Distributed Computing Systems"}},
    Row{"icde", {Conference, "IEEE International Conference on Data Engineering"}},
    Row{"icfp", {Conference, "ACM SIGPLAN International Conference on Functional Programming"}},
    Row{"iclr", {Conference, "International Conference on Learning Representations"}},
    Row{"icml", {Conference, "International Conference on Machine Learning"}},
    Row{"icpp", {Conference, "International Conference on Parallel Processing"}},
    Row{"icra", {Conference, "IEEE International Conference on Robotics and Automation"}},
    Row{"ics", {Conference, "International Conference on Supercomputing"}},
    Row{"icse", {Conference, "IEEE/ACM International Conference on Software Engineering"}},
    Row{"ieeeaccess", {Journal, "IEEE Access"}},
    Row{"ieeecal", {Journal, "IEEE Computer Architecture Letters"}},
    Row{"ieeecomputer", {Journal, "Computer"}},
    Row{"ieeemicro", {Journal, "IEEE Micro"}},
    Row{"iiswc", {Conference, "IEEE International Symposium on Workload Characterization"}},
    Row{"ijcai", {Conference, "International Joint Conference on Artificial Intelligence"}},
    Row{"ijcv", {Journal, "International Journal of Computer Vision"}},
    Row{"ijhpca", {Journal, "The International Journal of High Performance Computing Applications"}},
    Row{"imc", {Conference, "Internet Measurement Conference"}},
    Row{"imwut", {Journal, "Proceedings of the ACM on Interactive, Mobile, Wearable and Ubiquitous Technologies"}},
    Row{"infocom", {Conference, "IEEE International Conference on Computer Communications"}},
    Row{"interspeech", {Conference, "Annual Conference of the International Speech Communication Association"}},
    Row{"ipdps", {Conference, "IEEE International Parallel and Distributed Processing Symposium"}},
    Row{"iros", {Conference, "IEEE/RSJ International Conference on Intelligent Robots and Systems"}},
    Row{"isca", {Conference, "International Symposium on Computer Architecture"}},
    Row{"ispass", {Conference, "IEEE International Symposium on Performance Analysis of Systems and Software"}},
    Row{"isscc", {Conference, "IEEE International Solid-State Circuits Conference"}},
    Row{"issta", {Conference, "ACM SIGSOFT International Symposium on Software Testing and Analysis"}},
    Row{"jacm", {Journal, "Journal of the ACM"}},
    Row{"jair", {Journal, "Journal of Artificial Intelligence Research"}},
    Row{"jmlr", {Journal, "Journal of Machine Learning Research"}},
    Row{"jpdc", {Journal, "Journal of Parallel and Distributed Computing"}},
    Row{"jsac", {Journal, "IEEE Journal on Selected Areas in Communications"}},
    Row{"kdd", {Conference, "ACM SIGKDD Conference on Knowledge Discovery and Data Mining"}},
    Row{"login", {Journal, ";login:"}},
    Row{"medrxiv", {Preprint, "medRxiv"}},
    Row{"micro", {Conference, "IEEE/ACM International Symposium on Microarchitecture"}},
    Row{"middleware", {Conference, "International Middleware Conference"}},
    Row{"mlsys", {Conference, "Conference on Machine Learning and Systems"}},
    Row{"mobicom", {Conference, "Annual International Conference on Mobile Computing and Networking"}},
    Row{"mobisys", {Conference, "International Conference on Mobile Systems, Applications, and Services"}},
    Row{"naacl", {Conference, "Conference of the North American Chapter of the Association for Computational Linguistics"}},
    Row{"nature", {Journal, "Nature"}},
    Row{"naturecommunications", {Journal, "Nature Communications"}},
    Row{"naturemachineintelligence", {Journal, "Nature Machine Intelligence"}},
    Row{"ndss", {Conference, "Network and Distributed System Security Symposium"}},
    Row{"neuralcomputation", {Journal, "Neural Computation"}},
    Row{"neuralnetworks", {Journal, "Neural Networks"}},
    Row{"neurips", {Conference, "Conference on Neural Information Processing Systems"}},
    Row{"nips", {Conference, "Conference on Neural Information Processing Systems"}},
    Row{"nsdi", {Conference, "USENIX Symposium on Networked Systems Design and Implementation"}},
    Row{"oopsla", {Conference, "Conference on Object-Oriented Programming, Systems, Languages, and Applications"}},
    Row{"osdi", {Conference, "USENIX Symposium on Operating Systems Design and Implementation"}},
    Row{"osr", {Journal, "ACM SIGOPS Operating Systems Review"}},
    Row{"pacmhci", {Journal, "Proceedings of the ACM on Human-Computer Interaction"}},
    Row{"pacmmod", {Journal, "Proceedings of the ACM on Management of Data"}},
    Row{"pacmpl", {Journal, "Proceedings of the ACM on Programming Languages"}},
    Row{"pact", {Conference, "International Conference on Parallel Architectures and Compilation Techniques"}},
    Row{"pami", {Journal, "IEEE Transactions on Pattern Analysis and Machine Intelligence"}},
    Row{"parco", {Journal, "Parallel Computing"}},
    Row{"phdthesis", {Elsewhere, ""}},
    Row{"pldi", {Conference, "ACM SIGPLAN Conference on Programming Language Design and Implementation"}},
    Row{"pnas", {Journal, "Proceedings of the National Academy of Sciences"}},
    Row{"podc", {Conference, "ACM Symposium on Principles of Distributed Computing"}},
    Row{"pods", {Conference, "ACM Symposium on Principles of Database Systems"}},
    Row{"pomacs", {Journal, "Proceedings of the ACM on Measurement and Analysis of Computing Systems"}},
    Row{"popl", {Conference, "ACM SIGPLAN Symposium on Principles of Programming Languages"}},
    Row{"ppopp", {Conference, "ACM SIGPLAN Symposium on Principles and Practice of Parallel Programming"}},
    Row{"preprint", {Preprint, ""}},
    Row{"proceedingsoftheieee", {Journal, "Proceedings of the IEEE"}},
    Row{"procieee", {Journal, "Proceedings of the IEEE"}},
    Row{"pvldb", {Journal, "Proceedings of the VLDB Endowment"}},
    Row{"recsys", {Conference, "ACM Conference on Recommender Systems"}},
    Row{"rtas", {Conference, "IEEE Real-Time and Embedded Technology and Applications Symposium"}},
    Row{"rtss", {Conference, "IEEE Real-Time Systems Symposium"}},
    Row{"sac", {Conference, "ACM/SIGAPP Symposium on Applied Computing"}},
    Row{"sc", {Conference, "International Conference for High Performance Computing, Networking, Storage and Analysis"}},
    Row{"science", {Journal, "Science"}},
    Row{"sensys", {Conference, "ACM Conference on Embedded Networked Sensor Systems"}},
    Row{"sigcomm", {Conference, "ACM SIGCOMM Conference"}},
    Row{"sigcommccr", {Journal, "ACM SIGCOMM Computer Communication Review"}},
    Row{"sigir", {Conference, "International ACM SIGIR Conference on Research and Development in Information Retrieval"}},
    Row{"sigmetrics", {Conference, "ACM SIGMETRICS International Conference on Measurement and Modeling of Computer Systems"}},
    Row{"sigmod", {Conference, "ACM SIGMOD International Conference on Management of Data"}},
    Row{"sigopsosr", {Journal, "ACM SIGOPS Operating Systems Review"}},
    Row{"socc", {Conference, "ACM Symposium on Cloud Computing"}},
    Row{"soda", {Conference, "ACM-SIAM Symposium on Discrete Algorithms"}},
    Row{"sosp", {Conference, "ACM Symposium on Operating Systems Principles"}},
    Row{"sp", {Conference, "IEEE Symposium on Security and Privacy"}},
    Row{"spaa", {Conference, "ACM Symposium on Parallelism in Algorithms and Architectures"}},
    Row{"ssrn", {Preprint, "SSRN"}},
    Row{"stoc", {Conference, "ACM Symposium on Theory of Computing"}},
    Row{"systor", {Conference, "ACM International Systems and Storage Conference"}},
    Row{"tacl", {Journal, "Transactions of the Association for Computational Linguistics"}},
    Row{"taco", {Journal, "ACM Transactions on Architecture and Code Optimization"}},
    Row{"tc", {Journal, "IEEE Transactions on Computers"}},
    Row{"tcad", {Journal, "IEEE Transactions on Computer-Aided Design of Integrated Circuits and Systems"}},
    Row{"tcc", {Journal, "IEEE Transactions on Cloud Computing"}},
    Row{"technicalreport", {Elsewhere, ""}},
    Row{"techreport", {Elsewhere, ""}},
    Row{"tecs", {Journal, "ACM Transactions on Embedded Computing Systems"}},
    Row{"thesis", {Elsewhere, ""}},
    Row{"tist", {Journal, "ACM Transactions on Intelligent Systems and Technology"}},
    Row{"tkdd", {Journal, "ACM Transactions on Knowledge Discovery from Data"}},
    Row{"tkde", {Journal, "IEEE Transactions on Knowledge and Data Engineering"}},
    Row{"tmc", {Journal, "IEEE Transactions on Mobile Computing"}},
    Row{"tmlr", {Journal, "Transactions on Machine Learning Research"}},
    Row{"tnnls", {Journal, "IEEE Transactions on Neural Networks and Learning Systems"}},
    Row{"tnse", {Journal, "IEEE Transactions on Network Science and Engineering"}},
    Row{"tnsm", {Journal, "IEEE Transactions on Network and Service Management"}},
    Row{"tocs", {Journal, "ACM Transactions on Computer Systems"}},
    Row{"todaes", {Journal, "ACM Transactions on Design Automation of Electronic Systems"}},
    Row{"tods", {Journal, "ACM Transactions on Database Systems"}},
    Row{"tog", {Journal, "ACM Transactions on Graphics"}},
    Row{"tois", {Journal, "ACM Transactions on Information Systems"}},
    Row{"toms", {Journal, "ACM Transactions on Mathematical Software"}},
    Row{"ton", {Journal, "IEEE/ACM Transactions on Networking"}},
    Row{"topc", {Journal, "ACM Transactions on Parallel Computing"}},
    Row{"toplas", {Journal, "ACM Transactions on Programming Languages and Systems"}},
    Row{"tos", {Journal, "ACM Transactions on Storage"}},
    Row{"tosem", {Journal, "ACM Transactions on Software Engineering and Methodology"}},
    Row{"tpami", {Journal, "IEEE Transactions on Pattern Analysis and Machine Intelligence"}},
    Row{"tpds", {Journal, "IEEE Transactions on Parallel and Distributed Systems"}},
    Row{"trets", {Journal, "ACM Transactions on Reconfigurable Technology and Systems"}},
    Row{"tsc", {Journal, "IEEE Transactions on Services Computing"}},
    Row{"tse", {Journal, "IEEE Transactions on Software Engineering"}},
    Row{"uai", {Conference, "Conference on Uncertainty in Artificial Intelligence"}},
    Row{"uist", {Conference, "ACM Symposium on User Interface Software and Technology"}},
    Row{"usenixatc", {Conference, "USENIX Annual Technical Conference"}},
    Row{"usenixlogin", {Journal, ";login:"}},
    Row{"usenixsecurity", {Conference, "USENIX Security Symposium"}},
    Row{"vldb", {Conference, "International Conference on Very Large Data Bases"}},
    Row{"vldbj", {Journal, "The VLDB Journal"}},
    Row{"vldbjournal", {Journal, "The VLDB Journal"}},
    Row{"wacv", {Conference, "IEEE/CVF Winter Conference on Applications of Computer Vision"}},
    Row{"website", {Elsewhere, ""}},
    Row{"whitepaper", {Elsewhere, ""}},
    Row{"wsdm", {Conference, "ACM International Conference on Web Search and Data Mining"}},
    Row{"www", {Conference, "The Web Conference"}},
};
// clang-format on

constexpr bool isSorted()
{
    return std::is_sorted(kVenues.begin(), kVenues.end(),
                          [](const Row &a, const Row &b) { return a.series < b.series; });
}
static_assert(isSorted());

/// Since this year the papers of VLDB appear in its journal.
constexpr int kVldbJournal = 2008;

std::string letters(std::string_view series)
{
    std::string out;
    for (const char c : series) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += upper ? static_cast<char>(c + 32) : c;
        }
    }
    return out;
}

VenueName known(std::string_view series)
{
    const auto row =
        std::lower_bound(kVenues.begin(), kVenues.end(), series,
                         [](const Row &each, std::string_view wanted) { return each.series < wanted; });
    return row != kVenues.end() && row->series == series ? row->known : VenueName{};
}

} // namespace

VenueName venueName(std::string_view series, int year)
{
    if (series.empty()) {
        return {Elsewhere, {}};
    }
    const std::string plain = letters(series);
    return known(plain == "vldb" && year >= kVldbJournal ? std::string_view("pvldb") : plain);
}

} // namespace carrel
