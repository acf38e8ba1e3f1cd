/**
 * What there is to drink. One line is a family: brand | product | flavours | sizes. Names read `中文/English`; a brand
 * from abroad ends in `@` and its country; a size is `text yuan pieces-in-a-case`, its text `中文~English` where
 * digits and units do not say it and `-` where there is nothing to say; a product `-` is named by its flavours. Every flavour exists in every size.
 */
export const DRINKS = `
# 饮用水/Water/A/30
农夫山泉/Nongfu Spring|饮用天然水/natural water||380ml 1.5 24, 550ml 2 24, 1.5L 4 12, 4L 9 4, 5L 11 4
怡宝/C'estbon|饮用纯净水/purified water||350ml 1.5 24, 555ml 2 24, 1.555L 3.5 12, 4.5L 10 4
百岁山/Ganten|天然矿泉水/mineral water||348ml 2.5 24, 570ml 3 24, 1L 4.5 15
康师傅/Master Kong|包装饮用水/drinking water||550ml 1 24, 1.5L 2.5 12
冰露/Ice Dew|饮用水/drinking water||550ml 1 24
依云/Evian@FR|天然矿泉水/natural mineral water||330ml 7 24, 500ml 9 24, 1.25L 15 6
巴黎水/Perrier@FR|气泡水/sparkling water|原味/original, 青柠/lime, 柠檬/lemon|330ml 8.5 24, 500ml 10.5 24
# 茶饮料/Tea drinks/A/18
康师傅/Master Kong|茶/tea|冰红/iced black, 冰绿/iced green, 茉莉蜜/jasmine honey, 青梅绿/plum green|500ml 3 15, 1L 4 12
统一/Uni-President|茶/tea|冰红/iced black, 绿/green, 阿萨姆奶/Assam milk|500ml 3.5 15, 1L 4.5 8
东方树叶/Oriental Leaf|无糖茶/unsweetened tea|茉莉花/jasmine, 乌龙/oolong, 青柑普洱/tangerine pu'er, 红/black, 绿/green, 陈皮白/aged peel white|500ml 5 15, 900ml 7.5 12
茶π/Tea π|果味茶/fruit tea|蜜桃乌龙/peach oolong, 西柚茉莉/grapefruit jasmine, 柠檬红/lemon black, 柚子绿/yuzu green|500ml 5 15, 900ml 7.5 12
三得利/Suntory|无糖茶/unsweetened tea|乌龙/oolong, 茉莉乌龙/jasmine oolong, 橘皮乌龙/orange peel oolong|500ml 5 15, 1.25L 9 6
伊藤园/Ito En@JP|绿茶/green tea|浓味/strong, 原味/classic|500ml 7 24
王老吉/Wanglaoji|凉茶/herbal tea|原味/original, 无糖/sugar-free|310ml 4 24, 500ml 5 15
阿华田/Ovaltine|即饮麦乳/malt drink|可可/cocoa, 麦香/malt|250ml 5.5 24
元气森林/Genki Forest|燃茶/Ran tea|乌龙/oolong, 玄米/brown rice, 醇香/rich|500ml 6 15
加多宝/Jiaduobao|凉茶/herbal tea||310ml 4 24
# 碳酸饮料/Soft drinks/A/22
可口可乐/Coca-Cola|汽水/cola|经典/classic, 零度/zero, 纤维+/fibre+|330ml 2.5 24, 500ml 3.5 24, 888ml 5 12, 2L 7.5 6
百事/Pepsi|可乐/cola|原味/original, 无糖/no sugar, 青柠/lime|330ml 2.5 24, 500ml 3.5 24, 900ml 5 12
雪碧/Sprite|汽水/soda|柠檬/lemon, 零卡/zero|330ml 2.5 24, 500ml 3.5 24, 2L 7.5 6
芬达/Fanta|汽水/soda|橙味/orange, 苹果/apple, 葡萄/grape|330ml 2.5 24, 500ml 3.5 24
七喜/7Up|汽水/soda|柠檬/lemon, 小柠/mini lemon|330ml 2.5 24, 550ml 3.5 24
元气森林/Genki Forest|苏打气泡水/sparkling soda|白桃/white peach, 卡曼橘/calamansi, 夏黑葡萄/grape, 酸梅汁/sour plum, 荔枝/lychee|480ml 5.5 15, 1.25L 9 6
大窑/Dayao|汽水/soda|橙诺/orange, 荔爱/lychee, 嘉宾/guest|520ml 6 12
北冰洋/Arctic Ocean|汽水/soda|橙味/orange, 桔汁/tangerine, 酸梅/sour plum|248ml 5 24, 330ml 6 24
屈臣氏/Watsons@HK|苏打水/soda water|原味/original, 香草/vanilla, 柠檬草/lemongrass|330ml 5.5 24
# 果汁/Juice/A/9
美汁源/Minute Maid|果粒橙/pulpy orange||450ml 4 12, 1.25L 8 12, 1.8L 11 6
汇源/Huiyuan|100%果汁/100% juice|橙/orange, 苹果/apple, 葡萄/grape, 桃/peach, 番茄/tomato|200ml 3.5 24, 1L 12.5 12
味全/Weichuan|-|每日C橙汁/Daily C orange juice, 每日C葡萄汁/Daily C grape juice, 每日C胡萝卜汁/Daily C carrot juice, 每日C苹果汁/Daily C apple juice|300ml 6.5 12, 900ml 16 6
农夫山泉/Nongfu Spring|NFC果汁/NFC juice|橙/orange, 苹果香蕉/apple banana, 芒果/mango|300ml 8 10, 900ml 22 4
农夫果园/Farmer's Orchard|混合果蔬汁/mixed juice|番茄山楂/tomato hawthorn, 橙菠萝芒果/orange pineapple mango|450ml 5 15
椰树/Coconut Palm|椰汁/coconut milk||245ml 5 24, 1L 13 12
统一/Uni-President|鲜橙多/orange drink||450ml 3.5 15, 2L 7.5 6
# 咖啡功能饮料/Coffee and energy/A/12
雀巢/Nescafé|即饮咖啡/ready coffee|丝滑拿铁/silky latte, 焦糖/caramel, 美式/americano|268ml 6 15
星巴克/Starbucks|星冰乐/Frappuccino|咖啡/coffee, 摩卡/mocha, 香草/vanilla, 抹茶/matcha|281ml 11.9 15
三得利/Suntory|利趣咖啡/Craft Boss|拿铁/latte, 黑/black|500ml 8 15
贝纳颂/Bernachon|咖啡/coffee|经典拿铁/classic latte, 摩卡/mocha|250ml 6.5 20
红牛/Red Bull|维生素功能饮料/energy drink||250ml 6 24
东鹏/Dongpeng|特饮/energy drink||250ml 3 24, 500ml 5 24
乐虎/Hi-Tiger|氨基酸功能饮料/amino energy drink||250ml 3.5 24, 380ml 5 15
魔爪/Monster|能量风味饮料/energy drink|原味/original, 龙茶/dragon tea, 超越/ultra|330ml 6.5 24
脉动/Mizone|维生素饮料/vitamin drink|青柠/lime, 水蜜桃/peach, 雪柚/pomelo, 芒果/mango|600ml 5 15, 1L 7.5 12
尖叫/Scream|运动饮料/sports drink|多肽/peptide, 活性肽/active peptide, 海盐青橘/sea salt orange|550ml 5 15
宝矿力水特/Pocari Sweat|电解质水/ion drink||350ml 5 24, 500ml 6.5 24, 900ml 10.5 12
佳得乐/Gatorade|运动饮料/sports drink|蓝莓/blueberry, 橙味/orange, 柠檬/lemon|600ml 5.5 15
力保健/Lipovitan@JP|牛磺酸饮料/taurine drink||100ml 7.9 50
# 植物饮料/Plant drinks/A/8
露露/Lolo|杏仁露/almond drink|经典/classic, 无糖/sugar-free|240ml 5 20
六个核桃/Six Walnuts|核桃乳/walnut milk|精品/select, 无糖/sugar-free|240ml 5 20
银鹭/Yinlu|花生牛奶/peanut milk|原味/original, 核桃/walnut|500ml 5 15
银鹭/Yinlu|-|桂圆莲子八宝粥/longan congee, 好粥道紫薯/purple yam congee, 好粥道黑米/black rice congee|280g 5.5 12
噢麦力/Oatly|燕麦奶/oat drink|原味/original, 咖啡大师/barista|250ml 8.9 18, 1L 26.9 6
豆本豆/Doubendou|豆奶/soy milk|原味/original, 红枣/red date|250ml 3.9 24
# 啤酒/Beer/B/14
青岛/Tsingtao|啤酒/beer|经典/classic, 纯生/draft, 白/wheat|330ml 5.5 24, 500ml 7 12
雪花/Snow|啤酒/beer|勇闯天涯/Brave, 清爽/crisp, 马尔斯绿/Mars green|330ml 4.5 24, 500ml 5 12
百威/Budweiser|啤酒/beer||330ml 7 24, 500ml 8.5 18
哈尔滨/Harbin|啤酒/beer|冰纯/ice, 小麦王/wheat king|330ml 4.5 24, 500ml 5.5 12
燕京/Yanjing|啤酒/beer|U8/U8, 清爽/crisp|500ml 6 12
朝日/Asahi@JP|超爽生啤/Super Dry||350ml 8.9 24, 500ml 11.9 24
锐澳/RIO|预调鸡尾酒/cocktail|白桃/white peach, 青柠/lime, 葡萄/grape, 西柚/grapefruit|330ml 9.9 24
红星/Red Star|二锅头/erguotou|43度/43%, 56度/56%|100ml 7.9 24, 500ml 18.9 12
江小白/Jiang Xiao Bai|高粱酒/sorghum spirit||100ml 22 24
长城/Great Wall|干红葡萄酒/dry red wine|赤霞珠/cabernet, 解百纳/classic|187ml 19.9 24, 750ml 59 6
# 乳品/Dairy/C/16
伊利/Yili|纯牛奶/pure milk|全脂/whole, 脱脂/skimmed, 高钙低脂/high calcium|250ml 3.8 24, 1L 13.5 12
蒙牛/Mengniu|纯牛奶/pure milk|全脂/whole, 低脂/low fat|250ml 3.8 24, 1L 13 12
光明/Bright|鲜牛奶/fresh milk|致优/premium, 优倍/UBest|250ml 6 20, 950ml 19.9 10
金典/Satine|有机纯牛奶/organic milk||250ml 6.5 12
特仑苏/Deluxe|纯牛奶/premium milk|原味/original, 有机/organic|250ml 6.5 12
安慕希/Ambrosial|希腊酸奶/Greek yoghurt|原味/original, 草莓/strawberry, 蓝莓/blueberry, 黄桃燕麦/peach oat|205g 6.5 12
纯甄/Just Yoghurt|酸牛奶/yoghurt drink|原味/original, 草莓/strawberry|200g 5.5 12
简爱/Simple Love|酸奶/yoghurt|无糖/sugar-free, 4%糖/4% sugar|135g 6.9 12
养乐多/Yakult|活菌饮料/probiotic drink|原味/original, 低糖/light|100ml*5~5 x 100 ml 13.5 10
优酸乳/Yo Fruit|乳饮料/milk drink|原味/original, 草莓/strawberry, 蓝莓/blueberry|250ml 3 24
旺仔/Want Want|牛奶/milk|原味/original, 低糖/low sugar|125ml 3 36, 245ml 5.5 24
维他奶/Vitasoy@HK|豆奶/soy milk|原味/original, 麦精/malt, 香草/vanilla|250ml 3.5 24
维他/Vita@HK|柠檬茶/lemon tea|原味/original, 低糖/low sugar|250ml 3.5 24
`;
