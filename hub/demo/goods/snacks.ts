/** Noodles, biscuits, snacks and sweets, written like the drinks. */
export const SNACKS = `
# 方便面/Instant noodles/D/14
康师傅/Master Kong|面/noodles|红烧牛肉/braised beef, 香辣牛肉/spicy beef, 老坛酸菜牛肉/pickled cabbage beef, 鲜虾鱼板/shrimp and fish, 香菇炖鸡/mushroom chicken, 西红柿打卤/tomato|桶装105g~tub 105 g 5 12, 五连包~5-pack 14.5 6
统一/Uni-President|面/noodles|老坛酸菜/pickled cabbage, 汤达人豚骨/Soup Daren tonkotsu, 汤达人日式酱香/Soup Daren miso, 藤椒牛肉/green pepper beef|桶装120g~tub 120 g 5.5 12, 五连包~5-pack 15.5 6
今麦郎/Jinmailang|面/noodles|一桶半红烧牛肉/extra braised beef, 一桶半香辣/extra spicy, 上品酸辣/hot and sour|桶装140g~tub 140 g 4.5 12
白象/White Elephant|面/noodles|大骨/bone broth, 鲜面传鸡汤/chicken broth, 香菜/coriander|桶装115g~tub 115 g 5 12, 五连包~5-pack 13.9 6
农心/Nongshim@KR|面/noodles|辛拉/Shin, 泡菜/kimchi, 乌龙/udon|袋装120g~bag 120 g 5.5 20, 碗装117g~bowl 117 g 8.5 12
三养/Samyang@KR|火鸡面/hot chicken noodles|原味/original, 奶油/carbonara, 双倍辣/twice spicy|140g 7.5 40
出前一丁/Nissin Demae@HK|面/noodles|麻油/sesame oil, 海鲜/seafood, 黑蒜油猪骨/black garlic pork|100g 6.5 30
合味道/Cup Noodles@HK|杯面/cup noodles|海鲜/seafood, 五香牛肉/beef, 咖喱/curry|84g 7.5 24
螺霸王/Luobawang|螺蛳粉/river snail noodles|原味/original, 加辣/extra hot, 番茄/tomato|280g 12.9 24
自嗨锅/Zihaiguo|自热火锅/self-heating hotpot|麻辣牛油/beef tallow, 番茄牛腩/tomato brisket|435g 26.9 12
# 饼干/Biscuits/D/7
奥利奥/Oreo|夹心饼干/sandwich biscuits|原味/original, 草莓/strawberry, 香草/vanilla, 巧克力/chocolate|97g 7.9 24, 194g 12.9 12
好吃点/Haochidian|饼干/biscuits|香脆核桃/walnut, 高纤蔬菜/vegetable, 香脆腰果/cashew|108g 4.5 24
太平/Pacific|苏打饼干/soda crackers|奶盐/salted, 香葱/scallion, 芝麻/sesame|100g 5 24, 400g 15.9 12
嘉士利/Jiashili|果乐果香/jam biscuits|草莓/strawberry, 菠萝/pineapple, 蓝莓/blueberry|95g 4.9 24
格力高/Glico|百奇/Pocky|巧克力/chocolate, 草莓/strawberry, 抹茶/matcha, 牛奶/milk|55g 7.5 36
百醇/Pejoy|注心饼干棒/filled sticks|巧克力/chocolate, 提拉米苏/tiramisu, 抹茶慕斯/matcha|48g 7.5 36
丽芝士/Richeese|威化饼干/wafers|奶酪/cheese, 巧克力/chocolate|58g 3.9 40, 145g 8.9 24
皇冠/Danisa|曲奇/butter cookies|原味/classic, 葡萄干/raisin|90g 9.9 24, 368g 36 8
麦维他/McVitie's@GB|消化饼干/Digestives|原味/original, 牛奶巧克力/milk chocolate|250g 19.9 12
# 薯片膨化/Crisps and puffs/D/12
乐事/Lay's|薯片/crisps|原味/classic, 黄瓜/cucumber, 番茄/tomato, 烧烤/barbecue, 青柠/lime, 意大利红烩/Italian stew, 德克萨斯烤肉/Texas grill|20g 3 40, 40g 5 30, 75g 7.9 22, 135g 13.5 12
可比克/Copico|薯片/crisps|原滋/original, 番茄/tomato, 烧烤/barbecue|60g 5 24, 105g 8.5 12
上好佳/Oishi|-|鲜虾片/prawn crackers, 洋葱圈/onion rings, 田园薯片/farm crisps, 玉米卷/corn rolls|40g 3.5 30, 80g 6 20
好丽友/Orion|薯愿/Potato Wish|清新番茄/tomato, 香烤原味/roasted, 红酒牛排/steak|104g 9.9 15
好丽友/Orion|浪里个浪/Turtle Chips|粟米/corn, 海苔/seaweed|65g 6.5 20
品客/Pringles@US|薯片/crisps|原味/original, 酸乳酪洋葱/sour cream onion, 烧烤/barbecue|110g 13.9 12
旺旺/Want Want|-|雪饼/snow crackers, 仙贝/senbei, 小小酥/mini puffs|84g 6.5 20, 258g 15.9 12
妙脆角/Bugles|玉米脆角/corn snacks|魔力炭烧/grilled, 日式牛排/steak|65g 6.5 20
小老板/Tao Kae Noi@TH|海苔/seaweed|原味/original, 香辣/spicy, 番茄/tomato|36g 12.9 24
# 坚果炒货/Nuts and seeds/D/6
洽洽/ChaCheer|香瓜子/sunflower seeds|原香/original, 五香/five spice, 焦糖/caramel, 海盐/sea salt|108g 6.9 30, 260g 13.5 20
三只松鼠/Three Squirrels|-|碧根果/pecans, 夏威夷果/macadamias, 巴旦木/almonds, 腰果/cashews, 开心果/pistachios|100g 19.9 20, 250g 45.9 12
沃隆/Wolong|每日坚果/daily nuts|经典/classic, 酸奶/yoghurt|25g 6.9 60, 175g 39.9 12
甘源/Ganyuan|-|蟹黄青豆/crab green peas, 蒜香蚕豆/garlic broad beans, 原味花生/peanuts|75g 6.5 30, 285g 19.9 16
黄飞红/Huang Fei Hong|麻辣花生/spicy peanuts||110g 8.5 24, 210g 14.5 20
# 糖果巧克力/Sweets and chocolate/D/8
德芙/Dove|巧克力/chocolate|丝滑牛奶/milk, 香浓黑/dark, 榛仁/hazelnut, 奶香白/white|43g 8.9 12, 80g 14.9 12
士力架/Snickers|花生夹心巧克力/peanut bar|原味/original, 燕麦/oat|51g 5.5 24
费列罗/Ferrero Rocher|榛果巧克力/hazelnut chocolates||3粒~3 pieces 12.9 16, 16粒~16 pieces 59.9 5
健达/Kinder|缤纷乐/Bueno|牛奶榛果/milk hazelnut, 白巧克力/white|43g 9.5 30
明治/Meiji@JP|巧克力/chocolate|雪吻/Snow Kiss, 牛奶/milk, 特浓黑/extra dark|50g 12.9 20
大白兔/White Rabbit|奶糖/milk candy|原味/original, 酸奶/yoghurt, 红豆/red bean|114g 9.9 30, 227g 16.9 20
阿尔卑斯/Alpenliebe|硬糖/hard candy|原味牛奶/milk, 草莓牛奶/strawberry, 焦香/caramel|45g 4.5 24
徐福记/Hsu Fu Chi|酥心糖/crispy candy|花生/peanut, 芝麻/sesame, 混合/mixed|258g 15.9 16
绿箭/Doublemint|口香糖/chewing gum|薄荷/mint, 茉莉花茶/jasmine, 金装/gold|15片~15 sticks 3.5 20, 瓶装64g~bottle 64 g 11.9 6
益达/Extra|木糖醇口香糖/xylitol gum|冰凉薄荷/cool mint, 西瓜/watermelon, 沁凉柠檬/lemon|瓶装56g~bottle 56 g 11.9 6
曼妥思/Mentos|糖/chews|薄荷/mint, 什果/mixed fruit, 彩虹/rainbow|37g 4.5 20
# 蜜饯果冻/Dried fruit and jelly/D/5
溜溜梅/Liuliumei|梅/plums|雪/snow, 清/green, 话/salted|60g 6.9 40, 120g 12.9 24
好想你/Haoxiangni|-|红枣/red dates, 枣片/date slices, 枣夹核桃/dates with walnut|200g 19.9 20
百草味/Be & Cheery|果干/dried fruit|芒果/mango, 草莓/strawberry, 菠萝/pineapple, 黄桃/peach|60g 8.9 40, 100g 13.9 30
喜之郎/Strong|果冻/jelly|什锦/mixed, 荔枝/lychee, 橘子/mandarin, 芒果/mango|90g 2.5 48, 360g 8.9 16
蜡笔小新/Labixiaoxin|吸吸果冻/drinkable jelly|葡萄/grape, 苹果/apple, 香橙/orange|85g 3 48
亲亲/Qinqin|虾条/prawn sticks|原味/original, 番茄/tomato, 烧烤/barbecue|80g 5.5 24
# 进口零食/Imported snacks/E/3
卡乐比/Calbee@JP|-|水果麦片/Frugra granola, 薯条三兄弟/Jaga Pokkuru|90g 22.9 12
不二家/Fujiya@JP|棒棒糖/lollipops|水果/fruit, 牛奶/milk|60g 12.9 24
松永/Matsunaga@JP|-|梅干/dried plums, 海苔卷/seaweed rolls|45g 16.9 24
乐天/Lotte@KR|-|巧克力派/Choco pie, 打糕派/mochi pie, 杏仁巧克力/almond chocolate|168g 19.9 20
海太/Haitai@KR|-|蜂蜜黄油薯片/honey butter crisps, 法国派/French pie|60g 12.9 24
沃尔克斯/Walkers@GB|-|黄油酥饼/shortbread fingers, 巧克力酥饼/chocolate shortbread|150g 29.9 12
吉百利/Cadbury@GB|巧克力/chocolate|牛奶/dairy milk, 果仁/fruit and nut|110g 19.9 24
好时/Hershey's@US|巧克力/chocolate|曲奇奶香白/cookies and cream, 牛奶/milk, 特浓黑/special dark|40g 8.9 36, 146g 26.9 12
蓝钻石/Blue Diamond@US|扁桃仁/almonds|烟熏/smokehouse, 盐焗/salted, 蜂蜜/honey|43g 12.9 24
义美/I-Mei@TW|-|小泡芙巧克力/chocolate puffs, 小泡芙牛奶/milk puffs, 夹心酥/cream crisps|57g 9.9 24
张君雅/Chang Chun Ya@TW|-|甜甜圈/noodle doughnuts, 点心面/noodle snack|65g 7.9 30
嘉顿/Garden@HK|-|时时食/Pop-Pan spring onion crackers, 威化饼/wafers, 柠檬夹心/lemon puffs|90g 9.9 24
# 肉干卤味/Meat snacks/D/6
双汇/Shuanghui|火腿肠/ham sausage|王中王/King, 玉米热狗/corn hot dog, 鸡肉/chicken|40g 2 50, 八支装~8-pack 14.9 20
金锣/Jinluo|火腿肠/ham sausage|肉粒多/meaty, 鸡肉/chicken|35g 1.5 60
卫龙/Weilong|-|大面筋/spicy gluten strips, 亲嘴烧/spicy bites, 魔芋爽/spicy konjac|65g 4 50, 102g 5.9 40
良品铺子/Bestore|肉脯/meat jerky|猪肉/pork, 牛肉/beef, 鸡肉/chicken|80g 18.9 20
周黑鸭/Zhouheiya|-|卤鸭脖/braised duck neck, 卤鸭翅/braised duck wings, 卤锁骨/braised duck collarbone|145g 23.9 20
有友/Youyou|泡椒凤爪/pickled chicken feet|山椒/hot pepper, 柠檬/lemon|70g 6.5 40, 180g 14.9 20
乡巴佬/Xiangbalao|-|卤蛋/braised egg, 卤鸡腿/braised chicken leg|30g 2.5 60
# 面包糕点/Bread and cakes/D/10
达利园/Daliyuan|-|法式小面包/French rolls, 瑞士卷/Swiss roll, 蛋黄派/egg pie, 巧克力派/chocolate pie|160g 8.9 12, 360g 16.9 8
盼盼/Panpan|面包/bread|法式小/French mini, 手撕/hand-torn, 肉松/pork floss|200g 9.9 12
桃李/Toly|面包/bread|醇熟切片/sliced, 全麦切片/wholemeal, 天然酵母/sourdough, 豆沙/red bean|75g 4.5 20, 400g 10.9 8
宾堡/Bimbo|吐司/toast|原味/white, 全麦/wholemeal, 牛奶/milk|450g 13.9 10
好丽友/Orion|派/pie|巧克力/chocolate, 蛋黄/egg yolk, 草莓/strawberry|6枚~6 pieces 12.9 16, 12枚~12 pieces 22.9 8
港荣/Kongweng|蒸蛋糕/steamed cake|原味/original, 奶香/milk, 芒果/mango|320g 15.9 12
`;
