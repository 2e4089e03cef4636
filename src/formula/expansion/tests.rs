//! Sentences of every pattern, and of every trap.

use super::*;
use proptest::prelude::*;

fn site(text: &Text, label: &str) -> Site {
    let want: Vec<char> = label.chars().collect();
    let at = text.chars().windows(want.len()).position(|window| window == want).unwrap();
    let label = Span::new(at..at + want.len());
    let quotation = text.quotations().iter().find(|quotation| quotation.inner == label);
    Site { label, outer: quotation.map_or(label, |quotation| quotation.outer) }
}

fn find(sentence: &str, label: &str) -> Option<Expansion> {
    let text = Text::new(sentence);
    let chars: Vec<char> = canonical(label).chars().collect();
    expansion(&text, &site(&text, label), &Shape::of(&chars).unwrap(), None)
}

fn items(sentence: &str, label: &str) -> String {
    match find(sentence, label) {
        Some(found) if found.complete => found.items.join("|"),
        _ => String::new(),
    }
}

fn pattern(sentence: &str, label: &str) -> Pattern {
    find(sentence, label).unwrap().pattern
}

#[test]
fn a_list_touches_the_label() {
    let sentence = "全镇落实河长巡查、库长值守、渠长保洁、站长报告“四长责任”，成效明显。";
    assert_eq!(items(sentence, "四长责任"), "河长巡查|库长值守|渠长保洁|站长报告");
    assert_eq!(pattern(sentence, "四长责任"), Pattern::Before);
    assert_eq!(items("打好蓝莓、茶叶、竹笋三大品牌战", "三大品牌战"), "蓝莓|茶叶|竹笋");
}

#[test]
fn a_mark_without_its_partner_is_no_part_of_an_item() {
    let sentence = "下足工夫做好”修通村路、办好食堂、引来山泉“三篇大文章，让人满意。";
    assert_eq!(items(sentence, "三篇大文章"), "修通村路|办好食堂|引来山泉");
}

#[test]
fn a_link_may_take_up_the_label_or_set_it_against_another() {
    let taken_up =
        "查账按“三不放过”原则，其具体内容是：账目不清不放过，票据不全不放过，去向不明不放过。";
    assert_eq!(items(taken_up, "三不放过"), "账目不清不放过|票据不全不放过|去向不明不放过");
    let against = "“两水”指雨水、井水，“三渠”则是指干渠、支渠、毛渠。";
    assert_eq!(items(against, "三渠"), "干渠|支渠|毛渠");
}

#[test]
fn what_all_items_modify_is_no_part_of_the_last_one() {
    let sentence = "“三有”农民指的是有文化、有技术、有担当的新一代种田人。";
    assert_eq!(items(sentence, "三有"), "有文化|有技术|有担当");
    // 的 inside of the items modifies nothing outside of them.
    let inside = "“三变”，即村庄的面貌变、群众的日子变、干部的作风变。";
    assert_eq!(items(inside, "三变"), "村庄的面貌变|群众的日子变|干部的作风变");
}

#[test]
fn a_list_may_follow_a_label_at_once_if_it_shows_whose_it_is() {
    let sentence = "村里办起“三学堂”田间学堂、夜间学堂、云上学堂，人人来听。";
    assert_eq!(items(sentence, "三学堂"), "田间学堂|夜间学堂|云上学堂");
    assert_eq!(items("会上“三学堂”老师、学员、家长都发了言。", "三学堂"), "");
}

#[test]
fn a_quotation_that_repeats_the_head_is_the_list() {
    let sentence = "工作以“两个主动”开路。要走“主动上门问计、主动联系企业”的路子。";
    assert_eq!(items(sentence, "两个主动"), "主动上门问计|主动联系企业");
    let other = "工作以“两个主动”开路。要走“靠前上门问计、主动联系企业”的路子。";
    assert_eq!(items(other, "两个主动"), "");
}

#[test]
fn a_clause_may_lead_from_the_link_to_the_list() {
    let sentence = "“三当”：走到乡亲中间，要当宣传员、当服务员、当调解员。";
    assert_eq!(items(sentence, "三当"), "当宣传员|当服务员|当调解员");
}

#[test]
fn the_copula_before_a_label_is_no_part_of_the_last_item() {
    assert_eq!(items("水渠、塘坝、机井是“三条命脉”，缺一不可。", "三条命脉"), "水渠|塘坝|机井");
}

#[test]
fn clauses_that_end_alike_may_have_a_conjunction_before_the_last_one() {
    let sentence = "“三种劲头”即迎难而上的劲头，一抓到底的劲头以及不计得失的劲头。";
    assert_eq!(items(sentence, "三种劲头"), "迎难而上的劲头|一抓到底的劲头|不计得失的劲头");
}

#[test]
fn aspects_of_several_things_are_no_part_of_the_last_one() {
    let sentence = "“四下坡”即戏曲、农技、义诊、法律方面的能人到坡上来。";
    assert_eq!(items(sentence, "四下坡"), "戏曲|农技|义诊|法律");
    let clause = "“四下坡”即戏曲、农技、义诊、法律方面的能人到坡上来，家家都欢迎。";
    assert_eq!(items(clause, "四下坡"), "戏曲|农技|义诊|法律");
}

#[test]
fn a_count_behind_a_list_ends_it_or_shows_that_it_is_another() {
    assert_eq!(items("“三曲”指山歌、号子、小调三种唱法。", "三曲"), "山歌|号子|小调");
    assert_eq!(items("“三坝”工程包括上村、下村、湾村等十一个村。", "三坝"), "");
    assert_eq!(items("“三坝”工程包括上坝、下坝、湾坝等。", "三坝"), "上坝|下坝|湾坝");
}

#[test]
fn what_follows_the_last_item_is_cut_off_though_the_first_has_a_long_lead_in() {
    let front = "在全乡各村各组的群众大会上开展了反偷、反赌、反懒的运动，简称“三反”。";
    assert_eq!(items(front, "三反"), "反偷|反赌|反懒");
    let own = "全县去年开始出现成本下降、亏损下降、库存下降、投诉下降、赚钱的家数上升“四降一升”。";
    assert_eq!(items(own, "四降一升"), "成本下降|亏损下降|库存下降|投诉下降|赚钱的家数上升");
}

#[test]
fn nouns_with_their_verbs_govern_no_label() {
    let sentence = "今年抓好蔬菜基地扩容、乡村道路提档、山塘水库加固、田园景区创建“四大会战”。";
    assert_eq!(items(sentence, "四大会战"), "蔬菜基地扩容|乡村道路提档|山塘水库加固|田园景区创建");
}

#[test]
fn what_a_conjunction_joins_to_the_list_is_no_part_of_its_first_item() {
    let sentence = "委员们围绕深化改革和种植、养殖、水产、林下采集“四大产业”调研。";
    assert_eq!(items(sentence, "四大产业"), "种植|养殖|水产|林下采集");
    let each = "处理好远和近的关系、快和慢的关系、统和分的关系、大和小的关系“四对关系”。";
    assert_eq!(items(each, "四对关系"), "远和近的关系|快和慢的关系|统和分的关系|大和小的关系");
}

#[test]
fn a_conjunction_before_the_last_quoted_item_divides_the_list() {
    let sentence = "“三社一站”，即指“供销合作社、水利服务社、农机维修社和种子供应站”。";
    assert_eq!(items(sentence, "三社一站"), "供销合作社|水利服务社|农机维修社|种子供应站");
}

#[test]
fn numbers_that_begin_anew_belong_to_another_list() {
    let text = "三条铁规：\n1. 不误农时；\n2. 不占耕地；\n3. 不欠工钱。\n四项承诺：\n1. 修路；\n2. 通水；\n3. 亮灯；\n4. 种树。";
    assert_eq!(items(text, "三条铁规"), "不误农时|不占耕地|不欠工钱");
    assert_eq!(items(text, "四项承诺"), "修路|通水|亮灯|种树");
}

#[test]
fn a_definition_ends_in_a_numbered_list() {
    let text = "“三宝”是指护林员巡山时必须随身携带的三种工具：\n1. 水壶：用于扑灭火星；\n2. 铁锹：用于隔离火线；\n3. 哨子：用于报警。";
    assert_eq!(items(text, "三宝"), "水壶|铁锹|哨子");
}

#[test]
fn a_few_words_and_a_colon_may_lead_to_the_list() {
    let sentence =
        "“四个一样”，即巡护山林时要做到：白天黑夜一样，刮风下雨一样，有人没人一样，平日节日一样。";
    let expected = "白天黑夜一样|刮风下雨一样|有人没人一样|平日节日一样";
    assert_eq!(items(sentence, "四个一样"), expected);
}

#[test]
fn items_behind_a_comma_that_begin_with_the_head_need_no_link() {
    let sentence = "坚持“五个一”工作机制,一项任务、一名干部、一个小组、一张图表、一抓到底。";
    assert_eq!(items(sentence, "五个一"), "一项任务|一名干部|一个小组|一张图表|一抓到底");
}

#[test]
fn link_words_stand_between_list_and_label() {
    for link in ["的", "这", "等", "等乡村", "组成的", "，这", "，简称", "，也就是"]
    {
        let sentence = format!("村里建起了种粮、养鱼、育苗、植树{link}“四支队伍”。");
        assert_eq!(items(&sentence, "四支队伍"), "种粮|养鱼|育苗|植树", "{link}");
    }
    let sentence = "按照不占耕地、不拆老屋、不砍古树（简称“三不”）的办法施工。";
    assert_eq!(items(sentence, "三不"), "不占耕地|不拆老屋|不砍古树");
}

#[test]
fn a_definition_quotes_the_list() {
    let whole =
        "“两不三直”是指下乡时遵循“不发通知、不带随从，直奔地头、直问农户、直看账本”的五条办法。";
    assert_eq!(items(whole, "两不三直"), "不发通知|不带随从|直奔地头|直问农户|直看账本");
    let parts = "“两不三直”是指在下乡时，采取“不发通知、不带随从”，以及“直奔地头、直问农户、直看账本”的办法。";
    assert_eq!(items(parts, "两不三直"), "不发通知|不带随从|直奔地头|直问农户|直看账本");
    let other = "“三不”是指老规矩，它和“种瓜、种豆”无关。";
    assert_eq!(items(other, "三不"), "");
}

#[test]
fn a_question_is_answered_by_the_list() {
    let sentence = "“四个到户”是什么？\n答：一是水到户，二是电到户，三是路到户，四是网到户。";
    assert_eq!(items(sentence, "四个到户"), "水到户|电到户|路到户|网到户");
    let sentence = "7、村里的“三个帮”有哪些?\n帮种、帮收、帮卖。";
    assert_eq!(items(sentence, "三个帮"), "帮种|帮收|帮卖");
    let sentence = "什么叫“三不管”？答：种不管、收不管、卖不管。";
    assert_eq!(items(sentence, "三不管"), "种不管|收不管|卖不管");
    let sentence = "“三个帮”真能帮上忙吗？老张、老李、老王都摇头。";
    assert_eq!(items(sentence, "三个帮"), "");
    // The mention in the answer has the list, not that in the question.
    for again in ["三个帮", "“三个帮”", "“3个帮”"] {
        let sentence = format!("三个帮是什么意思？{again}包括帮种、帮收、帮卖。");
        assert_eq!(items(&sentence, "三个帮"), "", "{again}");
    }
    assert_eq!(items("“3个帮”包括帮种、帮收、帮卖。", "3个帮"), "帮种|帮收|帮卖");
}

#[test]
fn what_a_label_just_is_stands_behind_it_and_its_head_noun() {
    for link in ["就是", "，就是", "服务就是", "服务，就是", "服务，具体来讲，就是", "，指"]
    {
        let sentence = format!("“四个帮”{link}帮助耕种、帮助收割、帮助晾晒、帮助销售。");
        let found = items(&sentence, "四个帮");
        assert_eq!(found, "帮助耕种|帮助收割|帮助晾晒|帮助销售", "{link}");
    }
    // What is said of a label is no list of what it stands for.
    let sentence = "“三个帮”的好处，就是省心、省力的办法多了，乡亲们都说好。";
    assert_eq!(items(sentence, "三个帮"), "");
}

#[test]
fn a_quotation_holds_the_list() {
    let sentence = "推行“支部定方向、农户出土地、企业管销售”的“三方合力”办法。";
    assert_eq!(items(sentence, "三方合力"), "支部定方向|农户出土地|企业管销售");
    assert_eq!(pattern(sentence, "三方合力"), Pattern::QuotedBefore);
}

#[test]
fn this_points_back_over_a_sentence_end() {
    let sentence =
        "全县面临缺水赤字、缺人赤字、缺路赤字、缺电赤字四大难题。要破解这“四大赤字”，关键在改革。";
    assert_eq!(items(sentence, "四大赤字"), "缺水赤字|缺人赤字|缺路赤字|缺电赤字");
    assert_eq!(pattern(sentence, "四大赤字"), Pattern::BackReference);
}

#[test]
fn brackets_and_link_words_stand_after_the_label() {
    let sentence =
        "检查组采取“四不两直”（不约时间、不定路线、不带随从、不吃宴请、直下车间、直问工人）方式。";
    assert_eq!(
        items(sentence, "四不两直"),
        "不约时间|不定路线|不带随从|不吃宴请|直下车间|直问工人"
    );
    assert_eq!(pattern(sentence, "四不两直"), Pattern::Brackets);
    for link in
        ["，即", "，即：", "：", "是指", "，也就是", "包括", "工程包括", "分别是", "要求。即"]
    {
        let sentence = format!("实施“四通”{link}通水、通电、通路和通网，三年完成。");
        assert_eq!(items(&sentence, "四通"), "通水|通电|通路|通网", "{link}");
    }
}

#[test]
fn a_telling_list_expands_a_name_that_is_hardly_ever_explained() {
    let sentence =
        "统筹推进经济建设、政治建设、文化建设、社会建设、生态文明建设“五位一体”总体布局。";
    let five = "经济建设|政治建设|文化建设|社会建设|生态文明建设";
    assert_eq!(items(sentence, "五位一体"), five);
    let sentence = "“四个意识”是政治意识、大局意识、核心意识、看齐意识的简称。";
    assert_eq!(items(sentence, "四个意识"), "政治意识|大局意识|核心意识|看齐意识");
    let sentence = "落实“三严三实”，即严以修身、严以用权、严以律己，谋事要实、创业要实、做人要实。";
    let six = "严以修身|严以用权|严以律己|谋事要实|创业要实|做人要实";
    assert_eq!(items(sentence, "三严三实"), six);
    // Two or three of anything are chance beside such a name.
    let sentence = "今年种树、修渠、养鱼，再加上“三农”政策，村里变了样。";
    assert_eq!(items(sentence, "三农"), "");
    let sentence = "“三严三实”，大家查找不足、制定措施、逐条整改，修路、架桥、引水都有进展。";
    assert_eq!(items(sentence, "三严三实"), "");
}

#[test]
fn the_first_and_the_last_item_lose_what_belongs_to_all() {
    let sentence = "做好稳秧苗、稳水源、稳农资、稳价格工作，即“四稳”工作。";
    assert_eq!(items(sentence, "四稳"), "稳秧苗|稳水源|稳农资|稳价格");
    let sentence = "“四个统管”就是要统管水源，统管农机，统管种子，统管销售。";
    assert_eq!(items(sentence, "四个统管"), "统管水源|统管农机|统管种子|统管销售");
    let sentence = "“两个结合”，即把种田同养鱼相结合、同种树相结合。";
    assert_eq!(items(sentence, "两个结合"), "种田同养鱼相结合|同种树相结合");
    let sentence = "建设学习型、服务型、创新型“三型”合作社。";
    assert_eq!(items(sentence, "三型"), "学习型|服务型|创新型");
    let sentence = "坚持为农户着想、为农时让路的“二为”办法。";
    assert_eq!(items(sentence, "二为"), "为农户着想|为农时让路");
    let sentence = "解决好农业、农村、农民“三农”问题。";
    assert_eq!(items(sentence, "三农"), "农业|农村|农民");
    let sentence = "实施互助自耕、自收、自储、自销“四大行动”。";
    assert_eq!(items(sentence, "四大行动"), "互助自耕|自收|自储|自销");
    let sentence = "村里落实下大力气抓种子、抓水源、抓农时“三抓”要求。";
    assert_eq!(items(sentence, "三抓"), "抓种子|抓水源|抓农时");
    let sentence = "坚持“三个结合”，把种田与养鱼相结合、引水与修渠相结合、老把式与新办法相结合。";
    let three = "种田与养鱼相结合|引水与修渠相结合|老把式与新办法相结合";
    assert_eq!(items(sentence, "三个结合"), three);
}

#[test]
fn who_serves_as_both_is_named() {
    for verb in ["任", "担任"] {
        let sentence = format!("实行村组共管，由村支部书记、村委会主任{verb}“双组长”。");
        assert_eq!(items(&sentence, "双组长"), "村支部书记|村委会主任", "{verb}");
    }
}

#[test]
fn the_double_hundred_are_two() {
    let sentence = "坚持“百花齐放、百家争鸣”的“双百”方针。";
    assert_eq!(items(sentence, "双百"), "百花齐放|百家争鸣");
}

#[test]
fn semicolons_commas_and_repeated_heads_divide() {
    let sentence = "重申“三个严禁”：严禁公车私用、公款吃喝；严禁酒后上岗；严禁私收礼金。";
    assert_eq!(items(sentence, "三个严禁"), "严禁公车私用、公款吃喝|严禁酒后上岗|严禁私收礼金");
    let sentence = "严格执行“三条守则”：办公用房一律不新建，招待费用只减不增，会议文件只少不多。";
    assert_eq!(items(sentence, "三条守则"), "办公用房一律不新建|招待费用只减不增|会议文件只少不多");
}

#[test]
fn numbered_lists_follow_the_label() {
    let sentence = "要做到“三个提升”：一是提升服务，让群众满意；二是提升效率；三是提升形象。";
    assert_eq!(items(sentence, "三个提升"), "提升服务|提升效率|提升形象");
    assert_eq!(pattern(sentence, "三个提升"), Pattern::Enumeration);
    let sentence = "走好“三步”：第一，修路，先通车；第二，引水；第三，建厂。";
    assert_eq!(items(sentence, "三步"), "修路|引水|建厂");
    let sentence = "“三种办法”：第一种是挖渠引水，第二种是打井抽水，第三种是修塘蓄水。";
    assert_eq!(items(sentence, "三种办法"), "挖渠引水|打井抽水|修塘蓄水");
    let sentence = "坚持“一事双追”，既要追究直接责任，也要追究管理责任。";
    assert_eq!(items(sentence, "一事双追"), "追究直接责任|追究管理责任");
}

#[test]
fn one_thing_and_several_come_in_groups_behind_a_link() {
    let sentence = "“三重一大”事项，即重大决策、重要任免、重大项目，大额资金。";
    assert_eq!(items(sentence, "三重一大"), "重大决策|重要任免|重大项目|大额资金");
    let sentence = "“一核两翼”格局，“一核”即老县城，“两翼”即东边的果园、西边的茶园。";
    assert_eq!(items(sentence, "一核两翼"), "老县城|东边的果园|西边的茶园");
    let sentence = "开展“两进两送”活动，进村组、进农户，送良种、送技术。";
    assert_eq!(items(sentence, "两进两送"), "进村组|进农户|送良种|送技术");
    // Behind a mere comma, groups that hold nothing of the label are the rest of the sentence.
    let sentence = "开展“两学一做”活动，修渠、引水，让全村受益。";
    assert_eq!(items(sentence, "两学一做"), "");
    let sentence = "抓好修渠、引水、种树，落实“三会一课”制度。";
    assert_eq!(items(sentence, "三会一课"), "");
}

#[test]
fn chains_come_in_groups_or_part_by_part() {
    let sentence = "不缺粮、不缺衣，上学有保障、看病有保障、住房有保障的“两不缺三保障”目标。";
    assert_eq!(items(sentence, "两不缺三保障"), "不缺粮|不缺衣|上学有保障|看病有保障|住房有保障");
    let sentence = "提出“两防两促”（“两防”是指防洪、防旱，“两促”是指促种粮、促养殖）思路。";
    assert_eq!(items(sentence, "两防两促"), "防洪|防旱|促种粮|促养殖");
    assert_eq!(pattern(sentence, "两防两促"), Pattern::Parts);
}

#[test]
fn a_conjunction_makes_one_item_more_if_one_is_missing() {
    assert_eq!(items("发放毛巾、肥皂、牙刷和水杯“四样用品”。", "四样用品"), "毛巾|肥皂|牙刷|水杯");
    assert_eq!(
        items("统一药材采购和配送、医生培训和考核、病历书写“三统一”。", "三统一"),
        "药材采购和配送|医生培训和考核|病历书写"
    );
    assert_eq!(items("坚持生态保护和产业发展“双轮驱动”。", "双轮驱动"), "生态保护|产业发展");
}

#[test]
fn lead_ins_are_cut_off() {
    assert_eq!(
        items("切实落实编码、名称、术语、标准“四统一”要求。", "四统一"),
        "编码|名称|术语|标准"
    );
    assert_eq!(
        items("县里组织三千多名老党员、老民兵、老教师和老农户组成的“四老”队伍。", "四老"),
        "老党员|老民兵|老教师|老农户"
    );
    assert_eq!(items("通过问需、问计、问效“三问”活动改进工作。", "三问"), "问需|问计|问效");
}

#[test]
fn et_cetera_leaves_a_list_open() {
    let found = find("推进引水、通电、修路等“六项工程”。", "六项工程").unwrap();
    assert!(!found.complete && found.certainty < ENOUGH);
    assert_eq!(found.expected, 6);
    assert_eq!(found.items.len(), 3);
}

#[test]
fn traps_are_not_fallen_into() {
    for (sentence, label) in [
        // Verbs whose last object is the label.
        ("要增强定力、做到“两个维护”。", "两个维护"),
        ("夯实基础、补齐短板、落实“三项机制”。", "三项机制"),
        ("不断增强“四个意识”、坚定“四个自信”。", "四个自信"),
        // The label is an item itself.
        ("学习党章、党规和“三个代表”重要思想。", "三个代表"),
        ("做好“六稳”、“六保”工作。", "六保"),
        // The numbered list belongs to the announcement.
        (
            "讲话提出四点要求，落实好“八项规定”精神。一是学习。二是检查。三是整改。四是问责。",
            "八项规定",
        ),
        // The number of items is wrong.
        ("水稻、小麦、玉米、大豆、棉花“四大工程”。", "四大工程"),
        // Names that nobody explains.
        ("加强春节、全国“两会”期间值班。", "两会"),
        ("伊朗、埃及等“一带一路”沿线国家。", "一带一路"),
        // A modifier of the label is no item.
        ("加强文化、卫生工作，关心农村“三留守”人员。", "三留守"),
    ] {
        assert_eq!(items(sentence, label), "", "{sentence}");
    }
}

#[test]
fn of_two_lists_the_touching_one_is_taken() {
    let sentence = "普通话、方言两种语言以及唢呐、二胡、竹笛、扬琴“四种乐器”。";
    assert_eq!(items(sentence, "四种乐器"), "唢呐|二胡|竹笛|扬琴");
    let sentence = "落实定人、定岗、定责“三定”和学法、用法、守法、护法“四法”要求。";
    assert_eq!(items(sentence, "四法"), "学法|用法|守法|护法");
}

#[test]
fn words_find_where_the_first_item_begins() {
    let words = Words::new();
    let text = Text::new("当地群众以种植果树和养殖山羊“双业”致富。");
    let chars: Vec<char> = "双业".chars().collect();
    let found =
        expansion(&text, &site(&text, "双业"), &Shape::of(&chars).unwrap(), Some(&words)).unwrap();
    assert_eq!(found.items, ["种植果树", "养殖山羊"]);
    assert_eq!(text.slice(found.span), "种植果树和养殖山羊");
}

#[test]
fn a_touching_list_is_a_witness() {
    let touches = |sentence: &str, expected| {
        let text = Text::new(sentence);
        list_touching(&text, text.chars().len(), expected)
    };
    assert!(touches("大力发展茶叶、竹笋、蓝莓、药材", 4));
    assert!(touches("茶叶、竹笋、蓝莓和药材", 4));
    assert!(!touches("茶叶、竹笋、蓝莓、药材", 3));
    assert!(!touches("茶叶。竹笋", 2));
    assert!(!touches("加快发展、坚决打好", 2));
}

#[test]
fn word_lists_are_sorted_and_unique() {
    for list in [
        include_str!("../../../data/expansion-after-links.txt"),
        include_str!("../../../data/expansion-before-links.txt"),
        include_str!("../../../data/expansion-conjunction-words.txt"),
        include_str!("../../../data/expansion-conjunctions.txt"),
        include_str!("../../../data/expansion-lead-ins.txt"),
        include_str!("../../../data/expansion-names.txt"),
        include_str!("../../../data/expansion-nominal-verbs.txt"),
        include_str!("../../../data/expansion-weak-links.txt"),
    ] {
        assert!(list.starts_with("# "));
        let words: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(words.iter().all(|word| !word.is_empty() && word.trim() == *word));
    }
}

#[test]
fn a_site_outside_the_text_has_no_expansion() {
    let text = Text::new("短");
    let shape = Shape::of(&['四', '风']).unwrap();
    let far = Span::new(5..9);
    assert_eq!(expansion(&text, &Site { label: far, outer: far }, &shape, None), None);
    assert!(!list_touching(&text, 9, 2));
}

/// Text of the characters that matter here, around a label.
fn around() -> impl Strategy<Value = String> {
    "[一二三甲乙丙丁和等的这是即、，；：。（）“”()\\n —落实要不防促既也]{0,40}"
}

proptest! {
    #[test]
    fn never_fails_and_keeps_its_promises(
        left in around(),
        right in around(),
        label in prop::sample::select(vec!["四风", "两防两促", "四不两直", "三个一", "双轮", "一带一路", "以案四说"]),
        quoted: bool,
    ) {
        let label_in_text = if quoted { format!("“{label}”") } else { label.to_string() };
        let text = Text::new(&format!("{left}{label_in_text}{right}"));
        let shape = Shape::of(&label.chars().collect::<Vec<_>>()).unwrap();
        if let Some(found) = expansion(&text, &site(&text, label), &shape, None) {
            prop_assert!(!found.items.is_empty());
            prop_assert_eq!(found.items.len(), found.spans.len());
            prop_assert_eq!(found.complete, found.items.len() == found.expected as usize);
            prop_assert!((0.0..=1.0).contains(&found.certainty));
            prop_assert_eq!(found.complete, found.certainty >= ENOUGH);
            for (item, span) in found.items.iter().zip(&found.spans) {
                prop_assert!(!item.trim().is_empty());
                prop_assert!((span.end as usize) <= text.chars().len());
                prop_assert!(found.span.contains(*span));
                prop_assert_eq!(item, &text.slice(*span));
            }
        }
    }

    #[test]
    fn no_string_makes_it_panic(original in "\\PC{0,60}", start in 0usize..70, length in 0usize..12, expected in 0u32..50) {
        let text = Text::new(&original);
        let span = Span::new(start..start + length);
        let shape = Shape::of(&['四', '风']).unwrap();
        let _ = expansion(&text, &Site { label: span, outer: span }, &shape, None);
        let _ = list_touching(&text, start, expected);
    }
}
