/** Paper, care, cleaning, stationery and small things, written like the drinks. */
export const HOUSEHOLD = `
# 纸品/Paper goods/J/6
维达/Vinda|-|抽纸/facial tissues, 手帕纸/pocket tissues, 卷纸/toilet rolls, 厨房纸/kitchen rolls|单包~single 4.9 24, 大包装~value pack 25.9 6
心相印/Mind Act Upon Mind|-|抽纸/facial tissues, 卷纸/toilet rolls, 湿巾/wet wipes|单包~single 4.5 24, 大包装~value pack 24.9 6
清风/Breeze|-|抽纸/facial tissues, 手帕纸/pocket tissues, 卷纸/toilet rolls|单包~single 4.2 24, 大包装~value pack 22.9 6
洁柔/C&S|-|面巾纸/face tissues, 湿厕纸/moist toilet tissue|单包~single 5.9 24, 大包装~value pack 27.9 6
苏菲/Sofy|卫生巾/sanitary towels|日用/day, 夜用/night, 裸感/bare feel|8片~8 pieces 12.9 24, 16片~16 pieces 22.9 16
七度空间/Space 7|卫生巾/sanitary towels|日用/day, 夜用/night|10片~10 pieces 10.9 30
护舒宝/Whisper|-|日用卫生巾/day towels, 夜用卫生巾/night towels, 护垫/liners|10片~10 pieces 13.9 24
# 口腔护理/Oral care/K/3
高露洁/Colgate|牙膏/toothpaste|全面防蛀/cavity, 光感白/white, 草本/herbal, 冰爽/ice|90g 7.9 72, 180g 13.9 36
黑人/Darlie@HK|牙膏/toothpaste|双重薄荷/double mint, 茶倍健/tea, 超白/extra white|90g 8.9 72, 140g 14.9 48
云南白药/Yunnan Baiyao|牙膏/toothpaste|薄荷/mint, 留兰/spearmint|100g 22.9 48, 165g 32.9 36
佳洁士/Crest|牙膏/toothpaste|茶爽/tea, 炫白/3D white|120g 11.9 48
狮王/Lion@JP|牙刷/toothbrush|细齿洁/slim, 儿童/children's|- 12.9 60
三笑/Sanxiao|牙刷/toothbrush|软毛/soft, 中毛/medium|- 4.9 72, 两支装~twin 8.9 36
李施德林/Listerine|漱口水/mouthwash|冰蓝/cool mint, 零度/zero|250ml 22.9 12, 500ml 36.9 12
# 洗护/Hair and body/K/3
海飞丝/Head & Shoulders|洗发水/shampoo|丝质柔滑/silky, 清爽去油/oil control, 薄荷/menthol|80ml 9.9 24, 200ml 24.9 12, 400ml 39.9 12
潘婷/Pantene|-|洗发水/shampoo, 护发素/conditioner|200ml 22.9 12, 400ml 38.9 12
清扬/Clear|洗发水/shampoo|男士/men, 多效/complete|195ml 23.9 12, 380ml 39.9 12
舒肤佳/Safeguard|香皂/soap|纯白/pure white, 柠檬/lemon, 芦荟/aloe|108g 5.9 72
力士/Lux|沐浴露/body wash|幽莲魅肤/lotus, 恒久嫩肤/peony|200ml 13.9 24, 550ml 29.9 12
六神/Liushen|-|花露水/floral water, 沐浴露/body wash|95ml 8.9 30, 195ml 13.9 20
曼秀雷敦/Mentholatum|-|薄荷润唇膏/mint lip balm, 男士洗面奶/men's face wash|- 25.9 24
妮维雅/Nivea|-|润肤霜/cream, 润肤露/lotion|60ml 15.9 24, 150ml 29.9 12
大宝/Dabao|SOD蜜/SOD lotion||100ml 12.9 24
吉列/Gillette|剃须刀/razor|威锋/Vector, 锋速3/Mach 3|- 19.9 24
杰士邦/Jissbon|安全套/condoms|超薄/thin, 颗粒/dotted|3只~3 pieces 19.9 36
# 家庭清洁/Cleaning/L/4
立白/Liby|洗洁精/washing-up liquid|柠檬/lemon, 生姜/ginger, 茶籽/tea seed|500g 6.9 20, 1.1kg 11.9 12
蓝月亮/Blue Moon|-|洗衣液/laundry liquid, 洗手液/hand wash, 厨房油污净/kitchen degreaser|500g 14.9 12, 1kg 23.9 10
奥妙/OMO|-|洗衣液/laundry liquid, 洗衣粉/washing powder|500g 12.9 12, 1kg 19.9 10
雕牌/Diao|-|洗衣粉/washing powder, 透明皂/clear laundry soap|252g 4.9 30, 508g 7.9 20
威猛先生/Mr Muscle|清洁剂/cleaner|洁厕/toilet, 厨房/kitchen, 玻璃/glass|500g 13.9 12
滴露/Dettol|-|消毒液/disinfectant, 消毒湿巾/disinfectant wipes, 洗手液/hand wash|250ml 22.9 12, 500ml 39.9 12
妙洁/Miaojie|-|保鲜膜/cling film, 保鲜袋/food bags, 垃圾袋/bin bags, 百洁布/scourers, 手套/gloves|- 9.9 36
超威/Chaowei|-|蚊香液/mosquito liquid, 蚊香片/mosquito mats, 杀虫气雾剂/insect spray|- 15.9 24
3M/3M@US|-|海绵/sponges, 拖把头/mop head|- 12.9 36
# 日用百货/Sundries/L/3
南孚/Nanfu|碱性电池/alkaline batteries|5号/AA, 7号/AAA|2粒~2 pieces 6.5 60, 4粒~4 pieces 11.9 48, 8粒~8 pieces 21.9 24
公牛/Bull|-|插座/extension lead, 转换插头/adapter, USB充电头/USB charger|- 29.9 20
罗马仕/Romoss|-|充电宝/power bank, 数据线/USB cable, 耳机/earphones|- 39.9 20
天堂/Paradise|-|折叠伞/folding umbrella, 直杆伞/umbrella, 雨衣/raincoat|- 29.9 24
洁丽雅/Grace|-|面巾/face towel, 浴巾/bath towel|- 15.9 40
浪莎/Langsha|袜子/socks|男士/men's, 女士/women's, 丝/tights|- 9.9 60
得力/Deli|-|剪刀/scissors, 胶带/tape, 502胶/super glue|- 6.9 48
振德/Zhende|-|创可贴/plasters, 棉签/cotton buds, 口罩/face masks, 酒精棉片/alcohol pads|- 6.9 60
好媳妇/Handy Wife|-|一次性筷子/chopsticks, 纸杯/paper cups, 纸碗/paper bowls|- 6.9 40
# 文具/Stationery/M/4
晨光/M&G|-|中性笔黑/black gel pen, 中性笔红/red gel pen, 中性笔蓝/blue gel pen, 自动铅笔/mechanical pencil, 橡皮/eraser, 修正带/correction tape, 荧光笔/highlighter|- 3.5 36
得力/Deli|-|固体胶/glue stick, 订书机/stapler, 订书钉/staples, 便利贴/sticky notes, 文件夹/folder, 计算器/calculator, 美工刀/cutter|- 5.9 24
国誉/Kokuyo@JP|笔记本/notebook|A5/A5, B5/B5|40页~40 sheets 9.9 20
斑马/Zebra@JP|中性笔/gel pen|黑/black, 蓝/blue, 红/red|0.5mm 8.9 40
百乐/Pilot@JP|笔/pen|P500黑/P500 black, 可擦黑/erasable black|0.5mm 12.9 40
# 美妆护肤/Beauty/K/2
百雀羚/Pechoin|-|保湿水/hydrating toner, 保湿乳/hydrating lotion, 面霜/face cream, 洁面乳/face wash|95ml 49.9 24
欧莱雅/L'Oréal|-|男士洁面膏/men's cleanser, 复颜霜/revitalising cream, 眼霜/eye cream, 卸妆水/micellar water|100ml 59.9 24
美加净/Maxam|-|护手霜/hand cream, 雪花膏/vanishing cream|75g 8.9 48
御泥坊/Yunifang|面膜/face mask|玻尿酸/hyaluronic, 黑/black, 补水/moisturising|单片~1 sheet 6.9 60, 10片~10 sheets 59 20
膜法世家/Mask Family|面膜/face mask|绿豆泥/mung bean mud, 樱桃/cherry|125g 49.9 24
凡士林/Vaseline|身体乳/body lotion|芦荟/aloe, 烟酰胺/niacinamide|100ml 19.9 24, 200ml 32.9 12
碧柔/Bioré@JP|-|洗面奶/face wash, 防晒水凝乳/sunscreen, 鼻贴/nose strips|- 39.9 24
# 健康食品/Health/N/2
汤臣倍健/By-Health|-|维生素C/vitamin C, 复合维生素/multivitamin, 钙片/calcium, 鱼油/fish oil|60片~60 pieces 69 12
养生堂/Yangshengtang|-|天然维生素E/natural vitamin E, 天然维生素C/natural vitamin C|30粒~30 pieces 49 12
雅客/Yake|V9维生素糖/V9 vitamin sweets|橙/orange, 柠檬/lemon, 葡萄/grape|52g 5.9 30
东阿阿胶/Dong-E|-|阿胶糕/donkey-hide gelatin cake, 红枣片/red date slices|90g 39.9 20
江中/Jiangzhong|猴姑饼干/mushroom biscuits|酥性/shortbread, 苏打/soda|96g 12.9 24
# 厨房餐具/Kitchenware/L/1
苏泊尔/Supor|-|炒锅铲/wok spatula, 汤勺/ladle, 水果刀/fruit knife, 砧板/chopping board|- 25.9 20
乐扣乐扣/Lock & Lock@KR|保鲜盒/food box|350ml/350 ml, 850ml/850 ml, 1.4L/1.4 L|- 29.9 24
富光/Fuguang|-|玻璃杯/glass tumbler, 保温杯/thermos cup, 太空杯/sports bottle|- 39.9 24
双枪/Suncha|-|竹筷10双/bamboo chopsticks 10 pairs, 擀面杖/rolling pin, 牙签/toothpicks|- 12.9 40
# 玩具礼品/Toys and gifts/M/1
奥迪双钻/Auldey|-|悠悠球/yo-yo, 四驱车/mini racer, 飞盘/flying disc|- 29.9 24
启蒙/Enlighten|积木/building bricks|消防车/fire engine, 警车/police car, 机器人/robot|- 25.9 24
红双喜/Double Happiness|-|乒乓球/table tennis balls, 羽毛球/shuttlecocks, 跳绳/skipping rope|- 15.9 30
姚记/Yaoji|-|扑克牌/playing cards, 飞行棋/ludo|- 4.9 100
欢乐谷/Joy Valley|-|气球/balloons, 生日蜡烛/birthday candles, 拉花/streamers|- 5.9 60
# 母婴/Baby care/N/2
帮宝适/Pampers|纸尿裤/nappies|S/S, M/M, L/L, XL/XL|小包装~small pack 39.9 8, 大包装~large pack 99 4
好奇/Huggies|拉拉裤/nappy pants|M/M, L/L, XL/XL|小包装~small pack 42.9 8
强生/Johnson's|-|婴儿润肤乳/baby lotion, 婴儿沐浴露/baby bath, 婴儿爽身粉/baby powder|100ml 15.9 24, 200ml 25.9 12
贝因美/Beingmate|婴儿奶粉/infant formula|1段/stage 1, 2段/stage 2, 3段/stage 3|405g 128 12
全棉时代/Purcotton|-|棉柔巾/cotton tissues, 婴儿湿巾/baby wipes|100片~100 sheets 19.9 24
# 宠物/Pets/N/2
皇家/Royal Canin|粮/food|猫/cat, 小型犬/small dog|400g 39.9 12
伟嘉/Whiskas|猫粮/cat food|海洋鱼/ocean fish, 鸡肉/chicken|85g 5.5 24, 1.2kg 45.9 8
宝路/Pedigree|狗粮/dog food|牛肉/beef, 鸡肉/chicken|100g 5.5 24, 1.8kg 49.9 6
`;
