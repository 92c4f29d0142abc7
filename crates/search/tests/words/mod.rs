//! Common words of the six languages, and texts invented from them.

use methods::language::Language;

/// Each list begins with what is commonest.
pub const ENGLISH: &str = "the of and to in a is that for it as was with be by on not he i this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no said what up its about into than them only other new some could time these two may then do first any my now such like our over man me even most made after also did many before must through years where much your way well down should because each just those people how too little state good very make world still own see men work long get here between both life being under never day same another know while last might us great old year off come since against go came right used take three states himself few house use during without again place around however small found thought went say part once general high upon school every parties agreement ceasefire war peace forces force shall commission joint military city government rights land return women children prisoners zone line days enter enters territory article paragraph region council security mission report members election law court north south east west border refugees displaced persons weapons heavy withdraw monitor observe";
pub const FRENCH: &str = "le la les de des du un une et en à au aux que qui dans pour par sur avec sans sous ne pas plus moins se ce cette ces son sa ses leur leurs il elle ils elles on nous vous je tu est sont était être avoir a ont avait été fait faire peut doit tout toute tous toutes autre autres même mêmes comme mais ou où si donc ainsi aussi bien très encore déjà toujours jamais rien chaque entre vers chez contre depuis pendant avant après lors afin selon dont quel quelle quand comment pourquoi deux trois quatre cinq premier première dernier grand grande petit petite nouveau nouvelle bon jour jours an ans année mois temps homme hommes femme femmes enfant enfants monde vie main pays état ville lieu partie parties accord paix guerre cessez feu zone ligne force forces commission mixte militaire gouvernement droit droits terre terres retour prisonniers personnes déplacées région conseil sécurité mission rapport présent présente informe membres élection élections loi cour nord sud est ouest frontière réfugiés armes lourdes retirer observer vigueur entrée article paragraphe projet œuvre cœur suivi dix huit vingt trente quarante heures eau route village école hôpital médiateur envoyé spécial texte annexe liste nom date réunion comité parti peuple nation citoyens justice vérité pardon amnistie";
pub const SPANISH: &str = "el la los las de del un una unos unas y en a al que se no por con para su sus lo como más menos pero o este esta estos estas ese esa esos esas es son fue era ser estar está están ha han había haber hay todo toda todos todas otro otra otros otras mismo muy también ya cuando donde quien quienes cual cuales sin sobre bajo entre hasta desde hacia contra durante según si ni porque así cada dos tres cuatro cinco primero primera último gran grande nuevo nueva bueno día días año años mes tiempo hombre hombres mujer mujeres niño niños mundo vida mano país estado ciudad lugar parte partes acuerdo paz guerra alto fuego zona línea fuerza fuerzas comisión conjunta mixta militar gobierno derecho derechos tierra tierras retorno prisioneros personas desplazadas región consejo seguridad misión informe presente miembros elección elecciones ley corte norte sur este oeste frontera refugiados armas pesadas retirar observar vigor entrada artículo párrafo proyecto agua camino aldea escuela hospital mediador enviado especial texto anexo lista nombre fecha reunión comité partido pueblo nación ciudadanos justicia verdad perdón amnistía diez veinte treinta cuarenta horas cese hostilidades víctimas reparación garantías verificación plazo después antes siempre nunca nada algo casi";
pub const RUSSIAN: &str = "и в во не на с со к ко о об от до из за по под над при для без через между у а но да или ли же бы что чтобы как кто какой какая какие который которая которые когда где куда почему этот эта это эти тот та то те его ее их он она оно они мы вы я ты свой своя свои был была было были быть есть будет будут также так такой такие все всех весь вся уже еще только если чем один два три четыре пять первый первая последний новый новая большой малый день дней год лет месяц время человек люди мужчина женщина женщины дети мир война жизнь рука страна государство город место часть сторона стороны соглашение прекращение огня огонь зона линия сила силы комиссия совместная военная правительство право права земля земли возвращение пленные лица перемещенные регион совет безопасность миссия доклад настоящий члены выборы закон суд север юг восток запад граница беженцы оружие тяжелое вооружение отвод наблюдать вступает статья пункт проект вода дорога село школа больница посредник посланник специальный текст приложение список имя дата встреча комитет партия народ нация граждане справедливость правда прощение амнистия десять двадцать тридцать сорок часов разъединение обмен гарантии проверка срок после перед всегда никогда ничего почти около вдоль против";
pub const ARABIC: &str = "في من إلى على عن مع هذا هذه ذلك تلك الذي التي الذين أن إن أو ثم لا لم لن ما ماذا كيف هل متى أين لماذا كم هو هي هم كان كانت يكون تكون كما قد كل بعض غير بين خلال عند عندما حول لدى بها به لها له لهم منها منه فيها فيه أي وفي ومن وعلى ذات حيث بما فيما مما إذا بعد قبل تحت فوق أمام ضد حتى منذ دون سوى واحد اثنان ثلاثة أربعة خمسة أول أخير جديد كبير صغير يوم أيام سنة سنوات شهر وقت رجل رجال امرأة نساء أطفال عالم حياة يد بلد دولة مدينة مكان جزء طرف الطرفان الأطراف اتفاق السلام الحرب وقف إطلاق النار منطقة خط قوة قوات لجنة مشتركة عسكرية حكومة حق حقوق أرض عودة أسرى أشخاص نازحون إقليم مجلس أمن بعثة تقرير أعضاء انتخابات قانون محكمة شمال جنوب شرق غرب حدود لاجئون سلاح أسلحة ثقيلة سحب مراقبة نفاذ مادة فقرة مشروع ماء طريق قرية مدرسة مستشفى وسيط مبعوث خاص نص ملحق قائمة اسم تاريخ اجتماع هيئة حزب شعب أمة مواطنون عدالة حقيقة عفو عشرة عشرون ثلاثون ساعة فصل تبادل ضمانات تحقق مهلة دائما أبدا شيء تقريبا والنساء والأرض ولجنة بالسلام للأطراف";
pub const CHINESE: &str = "的 了 和 与 及 或 在 是 为 对 于 中 等 以 从 到 向 把 被 由 将 之 其 这 那 这些 那些 哪些 什么 怎么 如何 为什么 谁 何时 何地 多少 有 有关 关于 对于 他们 她们 它们 我们 你们 他 她 它 我 你 都 也 就 而 且 并 但 如果 因为 所以 应 应当 可以 可 不 没有 个 些 上 下 里 内 外 者 所 以及 还 一 二 三 四 五 十 第一 第二 最后 新 大 小 天 日 年 月 时间 人 男子 妇女 儿童 世界 生活 手 国家 城市 地方 部分 双方 各方 协议 和平 战争 停火 停火线 地区 线 力量 部队 委员会 联合 军事 政府 权利 土地 返回 战俘 人员 流离失所者 区域 理事会 安全 特派团 报告 成员 选举 法律 法院 北部 南部 东部 西部 边界 难民 武器 重型 撤出 监督 核查 生效 条 款 项目 水 道路 村庄 学校 医院 调解人 特使 文本 附件 名单 姓名 日期 会议 党派 人民 民族 公民 正义 真相 宽恕 大赦 小时 脱离接触 交换 保证 期限 之后 之前 总是 从不 几乎 沿 反对 释放 所有 被拘押 立即 负责 违反 事件 参与 谈判 签署 实施 过渡 宪法 自治 资源 分享 教育 卫生 经济 发展 援助 人道 准入 平民 保护 地雷 清除 遣返 登记 身份 语言 文化 宗教 社区 对话 信任 建立 机制 争端 解决 仲裁 条约 执行 协助 观察员 哨所 公里 缓冲区";

/// The languages with their words.
pub const ALL: [(Language, &str); 6] = [
    (Language::English, ENGLISH),
    (Language::French, FRENCH),
    (Language::Spanish, SPANISH),
    (Language::Russian, RUSSIAN),
    (Language::Arabic, ARABIC),
    (Language::Chinese, CHINESE),
];

/// Numbers that look random and are the same every time (xorshift).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Signs between words of a text, mostly none.
const BETWEEN: [&str; 24] =
    [" ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", ", ", ". ", "; ", ": ", " (", ") ", "-", "’", "\n", " – "];
const BETWEEN_HAN: [&str; 12] = ["", "", "", "", "", "", "", "", "，", "。", "、", "；"];

/// An invented text: words in no order that means anything, with the signs of real ones.
pub fn text(language: Language, words: &[&str], length: usize, dice: &mut Dice) -> String {
    let mut text = String::new();
    let between = if language == Language::Chinese { &BETWEEN_HAN[..] } else { &BETWEEN[..] };
    for at in 0..length {
        let word = *dice.one(words);
        match dice.below(40) {
            0 => text.extend(word.chars().flat_map(char::to_uppercase)),
            1 => text.push_str(&(10 + at).to_string()),
            2 if language == Language::French => {
                text.push_str("l’");
                text.push_str(word);
            }
            _ => text.push_str(word),
        }
        text.push_str(between[dice.below(between.len())]);
    }
    text
}
