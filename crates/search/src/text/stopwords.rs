//! Words that carry no topic.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::tokens::Script;

// Function words of the six languages, folded as the tokenizer folds them.
const STOP: &str = "
a an the and or of to in on for with by at from as is are was were be been being it its this that
these those their there they them he she his her hers him we our us you your i me my who whom which
will shall would should may might must can could do does did done have has had having into onto
upon than then so such no not any all each both either neither also however but if when where why
how what whose while during between among against through over under about per via within without
out up down off again further once only own same too very s t other others another some more most
one two there's here re etc
le la les un une des du de et ou en au aux dans par pour sur avec sans sous ce cet cette ces son sa
ses leur leurs il elle ils elles on nous vous je tu me te se que qui quoi dont où est sont être été
était étaient a ont avait avoir plus moins ne pas y comme mais si tout tous toute toutes autre
autres entre contre chez vers lors afin ainsi aussi donc quel quelle quels quelles comment pourquoi
quand combien lesquels lesquelles
el los las una unos unas del al y o u e con sin sobre bajo por para su sus lo le les que quien
quienes cual cuales cuyo es son fue fueron ser sido era eran está están estar ha han había haber más
menos no ni como pero si todo todos toda todas otro otra otros otras entre contra hacia desde hasta
este esta estos estas ese esa esos esas esto eso aquel aquella cómo qué cuándo dónde quién cuál
cuáles cuánto cuánta cuántos cuántas también
и в во не на с со к ко о об от до из за по под над при для без через между у а но да или ли же бы
что чтобы как кто какой какая какое какие каких каким какими который которая которое которые которых
когда где куда почему зачем сколько это этот эта эти этих этого этой тот та те того той их его ее
им ими ему ей она он оно они мы вы я ты свой своя свои своих был была было были быть есть будет
будут также так такие таких то все всех всем весь вся всего уже еще только если чем
في من الي إلى على علي عن مع هذا هذه ذلك تلك الذي التي الذين اللاتي اللواتي ان أن إن او أو ثم لا لم لن
ما ماذا كيف هل متى اين أين لماذا من كم هو هي هم هن كان كانت يكون تكون كما قد كل بعض غير بين خلال عند
عندما حول لدى بها به لها له لهم منها منه فيها فيه اي أي اية أية وفي ومن وعلى وعلي والى ذات حيث بما
فيما مما اذا إذا
的 了 和 与 及 或 在 是 为 对 于 中 等 以 从 到 向 把 被 由 将 之 其 这 那 这些 那些 哪些 哪个 什么 怎么
怎样 如何 为什么 谁 何时 何地 多少 吗 呢 有 有关 关于 对于 他们 她们 它们 我们 你们 他 她 它 我 你 都 也 就
而 且 并 但 如果 因为 所以 应 应当 可以 可 不 没有 没 个 些 上 下 里 内 外 者 所 以及 还
";

// Words of a question to a library of agreements that say nothing about its topic.
const QUESTION: &str = "
agreement agreements provision provisions clause clauses article articles text texts document
documents accord accords deal deals treaty treaties peace say says said mention mentions mentioned
mentioning address addresses addressed addressing contain contains containing include includes
included including find show list give tell example examples wording language reference references
regarding concerning relating related relate relates deal dealt dealing handle handled treat treated
talk talks talking discuss discussed issue issues topic topics passage passages section sections
please want look looking search know anything something kind kinds type types way ways foreseen
foresee foresees provided provide provides made make makes taken take takes get set word worded
commit commits commitment commitments measure measures rule rules specific specifically party
parties question questions exist exists regulate regulated used
accord accords disposition dispositions clause clauses article articles texte textes document
documents paix dire disent dit mentionner mentionnent mentionne mentionnant prévoir prévoient prévoit
prévu prévue prévus prévues concernant relatif relative relatifs relatives traiter traitent traité
traités traite inclure incluent contenir contiennent exemple exemples passage passages parler parlent
parle quelles mesures mesure engagement engagements trouver montrer chercher abordent aborder aborde
partie parties sujet question questions existe existent pris prise prises figure figurent
acuerdo acuerdos disposición disposiciones cláusula cláusulas artículo artículos texto textos
documento documentos paz decir dicen dice mencionar mencionan menciona mencionando prever prevén prevé
previsto prevista previstos previstas relativo relativa relativos relativas referente referentes
tratar tratan trata incluir incluyen contener contienen ejemplo ejemplos pasaje pasajes hablar hablan
medidas medida compromiso compromisos encontrar mostrar buscar abordan abordar aborda respecto
acerca parte partes tema cuestión existen existe adoptan contempla contemplan figuran
соглашение соглашения соглашений соглашениях соглашениями соглашении положение положения положений
положениях статья статьи статей текст тексты текстов документ документы документах мир мира мирных
мирные мирном мирный говорить говорят говорится сказано упоминать упоминают упоминается упоминаются
упоминание упоминания предусматривать предусматривают предусмотрено предусмотрены предусматривается
предусматриваются касающиеся касающихся относительно содержать содержат содержится содержатся
включать включают включает пример примеры найти показать искать вопрос вопросы вопросов меры мер
мера обязательства обязательство стороны сторона сторон существуют посвященные посвящено отражены
اتفاق اتفاقات الاتفاق الاتفاقات اتفاقية اتفاقيات الاتفاقية الاتفاقيات السلام سلام حكم احكام أحكام
الاحكام الأحكام بند بنود البنود مادة مواد المواد نص نصوص النصوص نصت تنص ينص وثيقة وثائق الوثائق تقول
يقول تذكر يذكر ذكر الاشارة الإشارة تشير يشير تتناول يتناول تعالج يعالج تتضمن يتضمن تشمل يشمل المتعلقة
المتعلق متعلقة المتصلة بشان بشأن بخصوص مثال امثلة أمثلة تدابير التدابير تدبير التزام التزامات اجراءات
الاطراف الأطراف طرف قضية قضايا مسالة مسألة موضوع ورد وردت توجد يوجد اتخاذ المتخذة تم يتم
协定 协议 条款 规定 条文 文本 文件 和平 说 提到 提及 涉及 包括 包含 处理 内容 例子 措施 承诺 查找 寻找 显示
问题 方面 各方 当事方 和平协议 和平协定 相关 作出 采取 进行 载有 哪些 做出
";

fn set(words: &'static str) -> HashSet<String> {
    let folded = |word| super::tokenize(word).into_iter().map(|token| token.text);
    words.split_whitespace().flat_map(folded).collect()
}

/// True for a function word of any of the six languages, folded as [`super::tokenize`] does.
pub fn is_stop_word(word: &str, script: Script) -> bool {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    if script == Script::Number {
        return false;
    }
    WORDS.get_or_init(|| set(STOP)).contains(word)
}

/// True for a word with which people ask about agreements ("what do agreements say about …").
pub fn is_question_word(word: &str, script: Script) -> bool {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    if script == Script::Number {
        return false;
    }
    WORDS.get_or_init(|| set(QUESTION)).contains(word)
}
