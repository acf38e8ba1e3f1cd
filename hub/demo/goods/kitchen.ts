/** Groceries, frozen food, ready meals and fresh food. Fresh food (section letter V) is sold by weight or by the store's own number. */
export const KITCHEN = `
# 冰淇淋冷冻/Ice cream and frozen/F/7
伊利/Yili|巧乐兹/Chocliz|经典巧脆棒/crispy, 四个圈/four rings, 绮炫/Qixuan|75g 4 40
和路雪/Wall's|可爱多/Cornetto|香草/vanilla, 草莓/strawberry, 芒果/mango|67g 5.5 24
奥利奥/Oreo|冰淇淋杯/ice cream cup|香草/vanilla, 草莓/strawberry|110g 9.9 20
梦龙/Magnum|冰淇淋/ice cream|松露巧克力/truffle, 浓郁黑/dark, 白巧克力/white|64g 11 24
钟薛高/Zhong Xue Gao|雪糕/ice cream|丝绒可可/velvet cocoa, 轻牛乳/milk|78g 13.9 20
思念/Synear|速冻水饺/frozen dumplings|猪肉白菜/pork and cabbage, 韭菜鸡蛋/chive and egg, 三鲜/three fresh|500g 15.9 12
湾仔码头/Wanchai Ferry|水饺/dumplings|荠菜猪肉/shepherd's purse pork, 玉米蔬菜猪肉/corn pork|720g 36.9 8
三全/Sanquan|汤圆/rice balls|黑芝麻/black sesame, 花生/peanut|500g 13.9 12
安井/Anjoy|-|撒尿肉丸/juicy meat balls, 鱼豆腐/fish tofu, 虾滑/shrimp paste|250g 16.9 20
正大/CP|-|速冻猪肉包/frozen pork buns, 速冻馒头/frozen steamed buns|400g 14.9 16
# 冷藏食品/Chilled food/C/6
德青源/DQY|鲜鸡蛋/fresh eggs|谷物/grain-fed, 散养/free-range|10枚~10 pieces 15.9 12, 20枚~20 pieces 28.9 8
祖名/Zuming|-|内酯豆腐/silken tofu, 千叶豆腐/chiba tofu, 素鸡/vegetarian chicken, 香干/spiced tofu|300g 4.5 20
雨润/Yurun|-|培根/bacon, 火腿片/sliced ham, 台湾烤肠/Taiwan sausages, 鸡米花/chicken popcorn|200g 15.9 20
百吉福/Milkana|-|原味奶酪棒/original cheese sticks, 草莓奶酪棒/strawberry cheese sticks, 高钙奶酪片/high calcium cheese slices|90g 13.9 20
安佳/Anchor|-|黄油/butter, 淡奶油/whipping cream|227g 24.9 20
韩式坊/Hanshifang|-|辣白菜/kimchi, 萝卜块/radish kimchi|400g 14.9 16
甜橙小厨/Orange Kitchen|鲜切水果/cut fruit|西瓜/watermelon, 哈密瓜/melon, 什锦/mixed|300g 12.9 8
# 速食粥汤/Instant soups and congee/D/4
苏伯/Super|速食汤/instant soup|芙蓉鲜蔬/vegetable, 紫菜蛋花/seaweed egg, 番茄蛋花/tomato egg|8g 3 60, 48g 15.9 20
海福盛/Haifusheng|速食粥/instant congee|皮蛋瘦肉/century egg pork, 香菇鸡肉/mushroom chicken, 海鲜/seafood|32g 5.9 36
康师傅/Master Kong|泡饭/instant rice|鲜虾/shrimp, 香菇鸡/mushroom chicken|89g 6.9 12
白家/Baijia|粉丝/glass noodles|酸辣/hot and sour, 肥肠/pork intestine, 老鸭/duck|105g 5.5 24
# 粮油/Rice, flour and oil/G/3
金龙鱼/Arawana|食用油/cooking oil|调和/blended, 花生/peanut, 葵花籽/sunflower, 玉米/corn|900ml 16.9 12, 1.8L 34.9 6, 5L 79.9 4
鲁花/Luhua|压榨油/pressed oil|花生/peanut, 葵花仁/sunflower|900ml 29.9 12, 5L 149 4
福临门/Fortune|大米/rice|东北/northeast, 丝苗/long grain, 稻花香/Daohuaxiang|2.5kg 24.9 8, 5kg 45.9 4
十月稻田/October Rice|米/rice|长粒香/fragrant, 小/millet, 黑/black, 糯/glutinous|1kg 13.9 12
五得利/Wudeli|面粉/flour|中筋/plain, 高筋/strong|1kg 6.9 12, 2.5kg 15.9 8
陈克明/Chen Keming|挂面/dried noodles|鸡蛋/egg, 龙须/thin, 高筋/high gluten|400g 5.5 25, 900g 9.9 15
# 调味品/Seasoning/G/5
海天/Haday|酱油/soy sauce|金标生抽/light, 草菇老抽/dark, 味极鲜/extra umami, 蒸鱼豉油/steamed fish|500ml 8.9 12, 1.28L 16.9 6
李锦记/Lee Kum Kee@HK|酱/sauce|旧庄蚝油/premium oyster, 财神蚝油/Choy Sun oyster, 豆瓣/bean, 甜面/sweet bean|255g 9.9 24, 510g 15.9 12
老干妈/Lao Gan Ma|辣椒酱/chilli sauce|风味豆豉/black bean, 香辣脆油/crispy, 牛肉/beef, 风味鸡/chicken|210g 11.9 24, 280g 12.9 24
太太乐/Totole|-|鸡精/chicken bouillon, 蘑菇精/mushroom bouillon|100g 5.9 40, 200g 10.9 20
恒顺/Hengshun|醋/vinegar|镇江香/Zhenjiang, 白/white, 饺子/dumpling|500ml 8.5 12
中盐/China Salt|盐/salt|加碘精制/iodised, 海/sea, 低钠/low sodium|400g 2.5 50
太古/Taikoo@HK|糖/sugar|白砂/white, 赤砂/brown, 冰/rock|300g 8.5 20, 454g 9.9 20
涪陵/Fuling|榨菜/pickled mustard|清淡/light, 鲜脆菜丝/shredded, 麻辣萝卜/spicy radish|70g 2.5 100
六必居/Liubiju|腐乳/fermented tofu|玫瑰/rose, 白/white|340g 9.9 12
海底捞/Haidilao|火锅底料/hotpot base|清油/clear oil, 番茄/tomato, 牛油/tallow, 菌汤/mushroom|150g 9.9 30, 220g 12.9 30
# 罐头酱菜/Tins and spreads/G/3
梅林/Maling|午餐肉/luncheon meat|原味/classic, 清淡/lighter|198g 13.9 24, 340g 19.9 24
甘竹/Ganzhu|罐头/tin|豆豉鲮鱼/dace and black bean, 茄汁沙丁鱼/sardine in tomato|184g 13.9 24
林家铺子/Lin's|水果罐头/tinned fruit|黄桃/peach, 什锦/mixed, 橘子/mandarin|425g 9.9 12
雀巢/Nestlé|炼奶/condensed milk||185g 11.9 24
四季宝/Skippy|花生酱/peanut butter|柔滑/smooth, 颗粒/crunchy|340g 18.9 12
亨氏/Heinz|番茄沙司/ketchup||320g 12.9 24
泰象/Thai Elephant@TH|椰浆/coconut cream||200ml 7.9 24, 400ml 12.9 24
# 冲调/Breakfast and instant drinks/G/4
雀巢/Nescafé|速溶咖啡/instant coffee|1+2原味/1+2 original, 1+2特浓/1+2 rich, 醇品/classic|7条~7 sticks 10.9 24, 30条~30 sticks 36.9 12
桂格/Quaker|燕麦片/oats|即食/instant, 快熟/quick, 坚果/nut|478g 17.9 12, 1kg 27.9 10
南方/Nanfang|黑芝麻糊/black sesame paste|原味/original, 无糖/sugar-free|240g 13.9 16, 480g 23.9 12
香飘飘/Xiangpiaopiao|奶茶/milk tea|原味/original, 草莓/strawberry, 香芋/taro, 红豆/red bean|80g 4.5 30
立顿/Lipton|茶包/tea bags|黄牌红/Yellow Label, 绿/green, 茉莉花/jasmine|25包~25 bags 16.9 24
天仁/Ten Ren@TW|茶/tea|乌龙/oolong, 高山/high mountain|20包~20 bags 29.9 12
绿源/Lüyuan|-|红豆/red beans, 绿豆/mung beans, 薏米/Job's tears, 黑豆/black beans|400g 9.9 20
胡姬花/Orchid|花生油/peanut oil|古法/traditional, 浓香/rich|1.8L 55.9 6, 5L 139 4
千禾/Qianhe|酱油/soy sauce|零添加180天/180-day, 零添加380天/380-day|500ml 12.9 12
饭扫光/Fansaoguang|下饭菜/relish|野香菌/wild mushroom, 香菇肉丝/mushroom pork, 萝卜干/dried radish|200g 9.9 24
蒙顿/Mengdun|蜂蜜/honey|洋槐/acacia, 百花/wildflower, 枣花/jujube|250g 22.9 20, 500g 39.9 12
# 便当鲜食/Ready meals/H/9
河滨厨房/Riverside Kitchen|饭团/rice ball|金枪鱼/tuna, 鲑鱼/salmon, 奥尔良鸡肉/Orleans chicken, 梅子/plum, 肉松/pork floss|110g 6.9 12
河滨厨房/Riverside Kitchen|三明治/sandwich|火腿鸡蛋/ham and egg, 金枪鱼/tuna, 芝士鸡排/cheese chicken|140g 9.9 10
河滨厨房/Riverside Kitchen|便当/bento|照烧鸡腿/teriyaki chicken, 鱼香肉丝/yuxiang pork, 咖喱牛肉/beef curry, 宫保鸡丁/kung pao chicken|420g 17.9 8
河滨厨房/Riverside Kitchen|沙拉/salad|凯撒/Caesar, 鸡胸/chicken breast, 时蔬/garden|180g 14.9 8
河滨厨房/Riverside Kitchen|寿司/sushi|什锦/mixed, 加州卷/California roll|200g 15.9 8
# 生鲜称重/Fresh by weight/V/2500
|苹果/apples|红富士/Fuji, 嘎啦/Gala, 黄元帅/Golden|称重~by weight 13.8 10000
|香蕉/bananas||称重~by weight 7.98 13000
|橙/oranges|赣南脐/Gannan navel, 冰糖/sweet|称重~by weight 11.8 10000
|葡萄/grapes|巨峰/Kyoho, 阳光玫瑰/Shine Muscat, 红提/red globe|称重~by weight 23.8 5000
|梨/pears|雪花/snow, 库尔勒香/Korla|称重~by weight 9.9 10000
|-|水蜜桃/honey peaches, 油桃/nectarines|称重~by weight 15.8 6000
|西瓜/watermelon|麒麟/Kylin|称重~by weight 5.98 20000
|番茄/tomatoes|大红/red, 圣女/cherry|称重~by weight 9.98 8000
|黄瓜/cucumbers||称重~by weight 7.6 8000
|土豆/potatoes|黄心/yellow, 红皮/red|称重~by weight 4.58 20000
|-|大白菜/Chinese cabbage, 娃娃菜/baby cabbage, 紫甘蓝/red cabbage|称重~by weight 4.98 12000
|-|上海青/pak choi, 油麦菜/youmai lettuce, 菠菜/spinach|称重~by weight 8.8 6000
|胡萝卜/carrots||称重~by weight 4.8 10000
|洋葱/onions|紫皮/red|称重~by weight 4.6 10000
|生姜/ginger||称重~by weight 17.6 5000
|大蒜/garlic||称重~by weight 14.8 5000
|-|猪五花肉/pork belly, 猪里脊/pork tenderloin, 猪排骨/pork ribs, 猪肉糜/minced pork|称重~by weight 39.8 5000
|-|鸡胸肉/chicken breast, 鸡腿/chicken legs, 鸡翅中/chicken wings|称重~by weight 29.8 5000
|-|牛腩/beef brisket, 牛腱/beef shank|称重~by weight 88 4000
|虾/shrimp|基围/live white, 冻/frozen|称重~by weight 69.8 4000
|-|老豆腐/firm tofu, 豆干/dried tofu, 千张/tofu sheets|称重~by weight 11.8 4000
`;
