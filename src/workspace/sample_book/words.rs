//! The words that an invented flower shop and its customers are made of.

/// Where customers live. Shares are in thousandths and add up to 1,000.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) share: u64,
    pub(super) city: &'static str,
    pub(super) province: &'static str,
    /// Empty at home.
    pub(super) country: &'static str,
    /// Country code without plus.
    pub(super) code: &'static str,
    /// Area code of fixed lines; empty where none are made up.
    pub(super) area: &'static str,
    pub(super) districts: &'static [&'static str],
    pub(super) names: Names,
}

/// How people of a place are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    Mainland,
    HongKong,
    Taiwan,
    Japan,
    English,
    Singapore,
}

const fn home(
    share: u64,
    city: &'static str,
    province: &'static str,
    area: &'static str,
    districts: &'static [&'static str],
) -> Place {
    Place {
        share,
        city,
        province,
        country: "",
        code: "86",
        area,
        districts,
        names: Names::Mainland,
    }
}

const fn away(
    share: u64,
    city: &'static str,
    country: &'static str,
    code: &'static str,
    names: Names,
) -> Place {
    Place {
        share,
        city,
        province: "",
        country,
        code,
        area: "",
        districts: &[],
        names,
    }
}

/// The shop stands in Shenzhen.
pub(super) const PLACES: [Place; 24] = [
    home(
        452,
        "深圳",
        "广东",
        "0755",
        &["南山区", "福田区", "罗湖区", "宝安区", "龙岗区", "龙华区"],
    ),
    home(
        132,
        "广州",
        "广东",
        "020",
        &["天河区", "越秀区", "海珠区", "番禺区"],
    ),
    home(
        98,
        "东莞",
        "广东",
        "0769",
        &["南城街道", "东城街道", "虎门镇", "长安镇"],
    ),
    home(
        58,
        "惠州",
        "广东",
        "0752",
        &["惠城区", "惠阳区", "大亚湾区"],
    ),
    home(44, "佛山", "广东", "0757", &["禅城区", "南海区", "顺德区"]),
    home(26, "中山", "广东", "0760", &["石岐街道", "小榄镇"]),
    home(24, "珠海", "广东", "0756", &["香洲区", "金湾区"]),
    home(18, "上海", "上海", "021", &["浦东新区", "徐汇区", "静安区"]),
    home(16, "北京", "北京", "010", &["朝阳区", "海淀区"]),
    home(14, "杭州", "浙江", "0571", &["西湖区", "余杭区"]),
    home(12, "成都", "四川", "028", &["武侯区", "锦江区"]),
    home(12, "长沙", "湖南", "0731", &["岳麓区", "雨花区"]),
    home(10, "武汉", "湖北", "027", &["洪山区", "江汉区"]),
    home(8, "厦门", "福建", "0592", &["思明区", "湖里区"]),
    home(6, "昆明", "云南", "0871", &["呈贡区", "盘龙区"]),
    home(10, "汕头", "广东", "0754", &["龙湖区", "金平区"]),
    away(30, "香港", "中国香港", "852", Names::HongKong),
    away(8, "台北", "中国台湾", "886", Names::Taiwan),
    away(4, "高雄", "中国台湾", "886", Names::Taiwan),
    away(5, "东京", "日本", "81", Names::Japan),
    away(4, "Los Angeles", "美国", "1", Names::English),
    away(3, "London", "英国", "44", Names::English),
    away(4, "新加坡", "新加坡", "65", Names::Singapore),
    // Nobody asked where.
    away(2, "", "", "86", Names::Mainland),
];

/// Given names as parents choose them.
pub(super) const GIVEN: [&str; 144] = [
    "美玲", "子轩", "晓彤", "诗雅", "婉清", "雨桐", "浩然", "佳怡", "文强", "可欣", "慧敏", "思琪",
    "梓涵", "欣妍", "雨欣", "佳慧", "静怡", "晓雯", "嘉欣", "心怡", "若曦", "语嫣", "梦洁", "雅婷",
    "玉珍", "秀英", "桂芳", "丽华", "春梅", "淑贞", "凤仪", "惠芬", "海燕", "晓红", "小燕", "艳芳",
    "志强", "建国", "建华", "永辉", "国栋", "志明", "俊杰", "伟明", "家豪", "子豪", "浩宇", "宇航",
    "梓轩", "天佑", "一鸣", "思远", "明轩", "泽宇", "文博", "嘉伟", "智勇", "振华", "海涛", "立新",
    "晓东", "文斌", "少华", "锦鹏", "耀辉", "启明", "卓然", "景行", "知远", "修文", "承泽", "书瑶",
    "诗涵", "梦瑶", "紫萱", "雪莹", "晓琳", "雅琴", "佩珊", "颖欣", "咏诗", "乐瑶", "芷晴", "安琪",
    "静雯", "倩怡", "晓岚", "采薇", "依诺", "语桐", "沐晴", "清妍", "念慈", "婉婷", "丹妮", "露瑶",
    "立群", "国华", "建明", "志远", "伟杰", "俊辉", "晓峰", "海波", "文杰", "家明", "泽楷", "宏毅",
    "承志", "俊熙", "子墨", "奕辰", "宇轩", "博文", "鸿涛", "炎彬", "苑博", "伟祺", "绍辉", "致远",
    "琴", "雨", "帆", "梦", "莉", "蕾", "岚", "茜", "萍", "磊", "凯", "伟", "鹏", "斌", "昊", "楠",
    "敏", "婧", "瑾", "彤", "珊", "翔", "旭", "澜",
];

/// Full names that belong to somebody whom everybody knows.
pub(super) const TAKEN: [&str; 58] = [
    "马云",
    "刘强东",
    "李宁",
    "姚明",
    "雷军",
    "邓超",
    "杨洋",
    "胡军",
    "李健",
    "孔子",
    "孟子",
    "孔明",
    "诸葛亮",
    "刘涛",
    "万茜",
    "吴磊",
    "王凯",
    "钱学森",
    "钟南山",
    "田亮",
    "李娜",
    "朱婷",
    "马龙",
    "张怡宁",
    "王楠",
    "郭晶晶",
    "李雪健",
    "陈建斌",
    "王志文",
    "黄磊",
    "何洁",
    "张杰",
    "韩红",
    "李玉刚",
    "汪峰",
    "李斌",
    "王兴",
    "张勇",
    "李强",
    "李鹏",
    "汪洋",
    "王晨",
    "王勇",
    "毛新宇",
    "孙春兰",
    "胡春华",
    "蔡英文",
    "司马南",
    "张一鸣",
    "王俊凯",
    "丁磊",
    "李东生",
    "曹国伟",
    "张志东",
    "江南春",
    "沈南鹏",
    "朱军",
    "周涛",
];

pub(super) const JAPANESE_FAMILY: [&str; 8] = [
    "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "小林", "中村",
];
pub(super) const JAPANESE_GIVEN: [&str; 8] = [
    "さくら",
    "美咲",
    "陽菜",
    "健太",
    "大輔",
    "由美",
    "直樹",
    "千尋",
];

pub(super) const SINGAPORE_FAMILY: [&str; 6] = ["Tan", "Lim", "Goh", "Ong", "Teo", "Koh"];
pub(super) const SINGAPORE_GIVEN: [&str; 6] = [
    "Wei Ling", "Jia Hui", "Kai Xin", "Jun Hao", "Hui Min", "Zhi Hao",
];

/// Who buys flowers as a firm.
pub(super) const TRADES: [&str; 14] = [
    "酒店",
    "婚礼策划",
    "会务服务",
    "咖啡",
    "餐饮",
    "美容",
    "物业",
    "科技",
    "设计",
    "摄影",
    "地产",
    "教育",
    "口腔",
    "健身",
];

pub(super) const ROADS: [&str; 18] = [
    "人民路",
    "新安路",
    "建设路",
    "翠竹路",
    "园岭路",
    "桃园路",
    "新洲路",
    "梅华路",
    "民乐路",
    "创业路",
    "和平路",
    "文锦路",
    "湖滨路",
    "学府路",
    "海秀路",
    "东环路",
    "锦绣路",
    "松坪路",
];

pub(super) const NOTES: [&str; 16] = [
    "送花前先打电话",
    "对百合过敏",
    "周末不在家",
    "每月 1 号结账",
    "要手写卡片",
    "介绍过两位朋友",
    "喜欢淡色系",
    "不要玻璃纸包装",
    "开发票，抬头见订单",
    "花送到前台",
    "老板娘的同学",
    "加过微信，常看朋友圈",
    "只在节日买",
    "太太生日 5 月",
    "办公室每周一换花",
    "报价后没回复",
];

pub(super) const FAVOURITES: [&str; 10] = [
    "玫瑰",
    "百合",
    "绣球",
    "向日葵",
    "康乃馨",
    "郁金香",
    "蝴蝶兰",
    "洋桔梗",
    "满天星",
    "芍药",
];

pub(super) const DELIVERY_NOTES: [&str; 8] = [
    "放前台，写英文名",
    "门禁 3 号楼，打电话下来拿",
    "上午 10 点前送到",
    "不要敲门，孩子在睡",
    "送到护士站",
    "下班后送，19:00 以后",
    "地库 B2 电梯口",
    "本人签收",
];

/// What is sold: name, price in yuan, how often in thousandths.
pub(super) const PRODUCTS: [(&str, i64, u64); 16] = [
    ("红玫瑰 11 枝花束", 199, 150),
    ("混搭鲜花束（中）", 168, 140),
    ("向日葵花束", 139, 90),
    ("百合花束", 158, 90),
    ("每周鲜花包月", 299, 80),
    ("绣球花束", 188, 60),
    ("开业花篮一对", 498, 60),
    ("蝴蝶兰盆栽", 260, 60),
    ("生日花盒", 328, 60),
    ("永生花礼盒", 368, 40),
    ("散装鲜花", 58, 60),
    ("多肉小盆栽", 39, 30),
    ("花艺体验课", 198, 25),
    ("花艺课 8 节", 1_680, 10),
    ("婚礼手捧花", 580, 35),
    ("婚礼现场花艺", 6_800, 10),
];

/// What firms buy, once a month.
pub(super) const MONTHLY: [(&str, i64); 3] = [
    ("办公室周花（月结）", 1_200),
    ("绿植租摆（月结）", 860),
    ("大堂花艺（月结）", 2_400),
];

/// Days on which everybody buys flowers: month, first and last day, what is bought, its price.
pub(super) const FESTIVALS: [(i8, i8, i8, &str, i64); 5] = [
    (2, 11, 14, "情人节玫瑰礼盒", 399),
    (3, 6, 8, "女神节郁金香花束", 188),
    (5, 7, 11, MOTHERS_DAY, 188),
    (8, 17, 20, "七夕玫瑰花束", 368),
    (12, 22, 25, "圣诞花环", 228),
];

pub(super) const MOTHERS_DAY: &str = "母亲节康乃馨花束";

/// What people saw when they said yes: version, language, wording. Versions are as old as their
/// place.
pub(super) const NOTICES: [(&str, &str, &str); 4] = [
    (
        "1",
        "zh-CN",
        "我愿意收到花样年华花店的新品和优惠短信、电话，随时可以告知店员取消。",
    ),
    (
        "2",
        "zh-CN",
        "我同意花样年华花店用短信、微信发送新品、优惠和课程消息，每月不超过 4 条；回复 TD 退订。",
    ),
    (
        "3",
        "zh-CN",
        "我同意花样年华花店用短信、电话、微信发送新品、优惠和课程消息，每月不超过 4 条；回复 TD 退订，号码不提供给别人。",
    ),
    (
        "3",
        "en",
        "I agree to get texts and calls about flowers, offers and classes, at most 4 a month (reply TD to stop)",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        let places: u64 = PLACES.iter().map(|place| place.share).sum();
        let products: u64 = PRODUCTS.iter().map(|(.., share)| share).sum();
        assert_eq!((places, products), (1000, 1000));
    }
}
