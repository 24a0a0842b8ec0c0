//! The words that invented customers are made of.

use super::COLUMNS;

pub(super) const HEADER: [&str; COLUMNS] = [
    "会员编号",
    "姓名",
    "手机",
    "电话",
    "邮箱",
    "公司",
    "城市",
    "标签",
    "短信同意",
    "订单数",
    "登记日期",
    "备注",
];

/// The usual ones first.
pub(in crate::workspace) const SURNAMES: [&str; 100] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
    "萧", "田", "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕", "丁",
    "任", "沈", "姚", "卢", "姜", "崔", "钟", "谭", "陆", "汪", "范", "金", "石", "廖", "贾", "夏",
    "韦", "付", "方", "白", "邹", "孟", "熊", "秦", "邱", "江", "尹", "薛", "闫", "段", "雷", "侯",
    "龙", "史", "陶", "黎", "贺", "顾", "毛", "郝", "龚", "邵", "万", "钱", "严", "覃", "武", "戴",
    "莫", "孔", "向", "汤",
];

pub(super) const DOUBLE_SURNAMES: [&str; 6] = ["欧阳", "上官", "司马", "诸葛", "司徒", "端木"];

pub(super) const GIVEN: [&str; 120] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "秀", "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "红", "玲", "建", "国", "志", "文",
    "辉", "力", "永", "健", "世", "广", "义", "兴", "良", "海", "山", "仁", "波", "宁", "贵", "福",
    "生", "龙", "元", "全", "胜", "学", "祥", "才", "发", "武", "新", "利", "清", "飞", "彬", "富",
    "顺", "信", "子", "浩", "宇", "轩", "梓", "涵", "欣", "怡", "诗", "雨", "佳", "琪", "雪", "梅",
    "婷", "慧", "莹", "颖", "倩", "雯", "洁", "晶", "瑶", "璐", "琳", "薇", "晨", "阳", "峰", "鹏",
    "亮", "斌", "凯", "俊", "豪", "旭", "鑫", "森", "昊", "博", "睿", "泽", "锋", "松", "柏", "东",
    "南", "春", "秋", "冬", "月", "星", "云", "天",
];

pub(super) const ROMAN_FAMILY: [&str; 24] = [
    "Chan", "Wong", "Cheung", "Lau", "Ho", "Ng", "Leung", "Tsang", "Yip", "Kwok", "Mak", "Fung",
    "Chen", "Lin", "Huang", "Chang", "Tsai", "Hsu", "Yang", "Liao", "Chiang", "Hsieh", "Teoh",
    "Tan",
];

pub(super) const ROMAN_GIVEN: [&str; 24] = [
    "Tai Man",
    "Siu Ming",
    "Ka Yan",
    "Wing Sze",
    "Chi Kin",
    "Mei Ling",
    "Hoi Yan",
    "Kwok Wai",
    "Chih-Wei",
    "Yu-Ting",
    "Chia-Hao",
    "Shu-Fen",
    "Chun-Chieh",
    "Mei-Hui",
    "Yi-Chun",
    "Po-Han",
    "Jason",
    "Kelvin",
    "Vivian",
    "Carmen",
    "Wai Keung",
    "Lai Fong",
    "Ching-Yi",
    "Kuan-Yu",
];

pub(in crate::workspace) const ENGLISH_GIVEN: [&str; 20] = [
    "James", "Mary", "John", "Linda", "Robert", "Susan", "Michael", "Sarah", "David", "Karen",
    "Daniel", "Emma", "Paul", "Laura", "Mark", "Anna", "Kevin", "Julia", "Jean-Luc", "Zoë",
];

pub(in crate::workspace) const ENGLISH_FAMILY: [&str; 20] = [
    "Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "Wilson", "Taylor",
    "Clark", "Lewis", "Walker", "O'Brien", "McDonald", "van Dijk", "Müller", "García", "Rossi",
    "Dubois", "Novák",
];

pub(super) const OTHER_NAMES: [&str; 18] = [
    "محمد علي",
    "فاطمة حسن",
    "أحمد خالد",
    "سارة يوسف",
    "عمر عبد الله",
    "Иван Петров",
    "Мария Иванова",
    "Сергей Смирнов",
    "Ольга Кузнецова",
    "Дмитрий Соколов",
    "佐藤 健一",
    "鈴木 さくら",
    "田中 太郎",
    "タカハシ ユイ",
    "김민수",
    "이서연",
    "Nguyễn Văn An",
    "Somchai Jaidee",
];

pub(super) const PINYIN: [&str; 24] = [
    "wangwei",
    "lifang",
    "zhangmin",
    "liujing",
    "chenli",
    "yangqiang",
    "huanglei",
    "zhaojun",
    "wuyang",
    "zhouyong",
    "xuyan",
    "sunjie",
    "maming",
    "zhuchao",
    "huxiu",
    "linping",
    "hegang",
    "gaohua",
    "luoyu",
    "zhenglan",
    "lianghong",
    "sales",
    "info",
    "boss",
];

/// Every city with its other spellings; the usual one stands twice, so that it is the usual one.
pub(super) const CITIES: [&[&str]; 30] = [
    &[
        "深圳",
        "深圳",
        "深圳市",
        "Shenzhen",
        "广东深圳",
        "广东省深圳市",
        "shenzhen",
    ],
    &["广州", "广州", "广州市", "Guangzhou", "广东广州"],
    &["东莞", "东莞", "东莞市", "Dongguan", "广东东莞"],
    &["佛山", "佛山", "佛山市", "Foshan"],
    &["上海", "上海", "上海市", "Shanghai", "SHANGHAI"],
    &["北京", "北京", "北京市", "Beijing"],
    &["杭州", "杭州", "杭州市", "Hangzhou", "浙江杭州"],
    &["义乌", "义乌", "义乌市", "Yiwu", "浙江义乌"],
    &["宁波", "宁波", "宁波市", "Ningbo"],
    &["温州", "温州", "温州市"],
    &["苏州", "苏州", "苏州市", "Suzhou", "江苏苏州"],
    &["南京", "南京", "南京市", "Nanjing"],
    &["成都", "成都", "成都市", "Chengdu", "四川成都"],
    &["重庆", "重庆", "重庆市", "Chongqing"],
    &["武汉", "武汉", "武汉市", "Wuhan"],
    &["西安", "西安", "西安市", "Xi'an", "陕西西安"],
    &["厦门", "厦门", "厦门市", "Xiamen"],
    &["泉州", "泉州", "泉州市"],
    &["青岛", "青岛", "青岛市", "Qingdao"],
    &["天津", "天津", "天津市"],
    &["长沙", "长沙", "长沙市"],
    &["郑州", "郑州", "郑州市"],
    &["中山", "中山", "中山市", "Zhongshan"],
    &["惠州", "惠州", "惠州市"],
    &["珠海", "珠海", "珠海市", "Zhuhai"],
    &["昆明", "昆明", "昆明市"],
    &["沈阳", "沈阳", "沈阳市"],
    &["香港", "香港", "Hong Kong", "HK"],
    &["台北", "台北", "台北市", "Taipei"],
    &["", "", "不详"],
];

pub(in crate::workspace) const TRADE_FIRST: [&str; 16] = [
    "鑫", "恒", "宏", "盛", "华", "永", "金", "顺", "德", "瑞", "兴", "嘉", "万", "中", "新", "联",
];

pub(in crate::workspace) const TRADE_SECOND: [&str; 16] = [
    "达", "通", "源", "泰", "隆", "丰", "利", "发", "信", "诚", "美", "雅", "科", "创", "辉", "和",
];

pub(super) const TRADES: [&str; 14] = [
    "电子", "五金", "服装", "贸易", "建材", "食品", "家具", "灯饰", "塑胶", "包装", "科技", "物流",
    "母婴", "茶业",
];

pub(super) const TAGS: [&str; 15] = [
    "VIP",
    "老客户",
    "批发",
    "零售",
    "展会",
    "微信",
    "待跟进",
    "大客户",
    "代理",
    "网店",
    "转介绍",
    "欠款",
    "test",
    "外贸",
    "样品",
];

pub(super) const NOTES: [&str; 14] = [
    "下午三点后联系",
    "要开发票",
    "老板介绍来的",
    "不要打电话，发微信",
    "微信同号",
    "地址见订单",
    "喜欢红色",
    "月结30天",
    "只要顺丰",
    "展会上加的",
    "上次说太贵, 下次再问",
    "call after 6pm",
    "老客户价",
    "换过号码",
];

pub(super) const LEFTOVERS: [&str; 5] = [
    "以下是展会客户",
    "合计",
    "——",
    "（空）",
    "2023年以前的在另一张表",
];
