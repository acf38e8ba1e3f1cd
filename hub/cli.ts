import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { dataFolder } from './cli/data-folder.ts';
import { EXPORTS, type ExportName } from './cli/export-names.ts';
import { CannotDo, type Io } from './cli/io.ts';
import { AlreadyRunning } from './edges/lock.ts';
import { StoreRefused } from './store/migrate.ts';

const WRONG_USE = 2;

/**
 * The command line: one clear sentence and exit code 1 when something cannot be done, 2 when it was asked wrongly.
 * `start` and `demo` belong to the launcher and are only described here.
 * @param args without the program's own name
 * @returns the exit code
 */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = describe(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    if (error instanceof CannotDo || error instanceof StoreRefused || error instanceof AlreadyRunning) {
      io.err(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

type Settle = (code: number) => void;

function describe(io: Io, settle: Settle): Command {
  const program = new Command('tillside')
    .description(
      '店铺的命令行工具  The command line of the shop.\n每个命令都有自己的 --help。Every command has its own --help.',
    )
    .version(io.version, '-V, --version', '版本号 the version')
    .helpOption('-h, --help', '显示说明 shows this')
    .helpCommand(false)
    .showHelpAfterError('用 --help 查看用法。Say --help to see how it is used.')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .addHelpText('after', EXAMPLES);
  program.command('start').description('启动店铺 starts the shop: hub, devices, pages');
  program.command('demo').description('启动演示店 starts a demo shop with goods, people and pretend devices');
  describeCare(program, io, settle);
  describeGoods(program, io, settle);
  describePlanning(program, io, settle);
  return program;
}

const EXAMPLES = `
例 Examples:
  tillside demo                                  先看看 have a look
  tillside start --data /srv/shop                开店 open the shop
  tillside import goods.csv --data /srv/shop     导入商品 bring in the goods
  tillside backup /media/usb/today.tillside-backup --data /srv/shop
  tillside doctor --data /srv/shop               出问题时 when something is wrong
`;

const inFolder = (command: Command): Command =>
  command.addOption(new Option('--data <dir>', '数据文件夹 folder of the shop').default('data'));
const withJson = (command: Command): Command => command.option('--json', '输出 JSON for programs', false);

function describeCare(program: Command, io: Io, settle: Settle): void {
  withJson(inFolder(program.command('doctor')))
    .description('体检 checks machine, data, devices and links, and says what to do')
    .action(async (o: { data: string; json: boolean }) => {
      const { doctorCommand } = await import('./cli/doctor.ts');
      settle(await doctorCommand(io, dataFolder(o.data), o.json));
    });
  withJson(inFolder(program.command('backup <file>')))
    .description('备份到一个文件 copies the shop into one file while it goes on')
    .action(async (file: string, o: { data: string; json: boolean }) => {
      const { backupCommand } = await import('./cli/copies.ts');
      await backupCommand(io, dataFolder(o.data), file, o.json);
    });
  withJson(inFolder(program.command('restore <file>')))
    .description('从备份恢复 brings a backup back; a damaged one changes nothing')
    .option('--into <dir>', '恢复到 the folder to restore into (instead of --data)')
    .option('--force', '保留原数据后替换 puts present data aside and replaces it', false)
    .action(async (file: string, o: { data: string; into?: string; force: boolean; json: boolean }) => {
      const { restoreCommand } = await import('./cli/copies.ts');
      await restoreCommand(io, dataFolder(o.into ?? o.data), file, o);
    });
  withJson(inFolder(program.command('rebuild')))
    .description('由流水重建各表 builds every table anew from the journal')
    .option('--check', '只比较，不改动 only compares and changes nothing', false)
    .action(async (o: { data: string; check: boolean; json: boolean }) => {
      const { checkCommand, rebuildCommand } = await import('./cli/rebuild.ts');
      if (o.check) settle(checkCommand(io, dataFolder(o.data), o.json));
      else await rebuildCommand(io, dataFolder(o.data), o.json);
    });
}

const COLUMNS_HELP = `
列名 Columns (中文或英文 Chinese or English, 任意顺序 in any order):
  条码 code             必填；店内编号写 I 加数字  needed; in-store numbers as I and digits
  售价 price            必填；称重商品按千克      needed; per kilogram for goods by weight
  名称 name_zh / 英文名 name_en                  至少一个 at least one
  单位 unit             个 each / 克 gram
  类别 category_zh · 英文类别 category_en · 进价 cost · 箱规 case_pack · 货架 shelf · 库位 back_bay
  补货点 restock_level · 补货上限 restock_target
UTF-8、UTF-16 或 GB18030；逗号、分号或制表符分隔。UTF-8, UTF-16 or GB18030; comma, semicolon or tab.
`;

function describeGoods(program: Command, io: Io, settle: Settle): void {
  withJson(inFolder(program.command('import <file>')))
    .description('导入商品（CSV） brings goods in from a CSV file')
    .option('--partial', '跳过有错的行 takes the right rows when others are wrong', false)
    .option('--dry-run', '只检查 only looks', false)
    .addHelpText('after', COLUMNS_HELP)
    .action(async (file: string, o: { data: string; partial: boolean; dryRun: boolean; json: boolean }) => {
      const { importCommand } = await import('./cli/import.ts');
      settle(await importCommand(io, dataFolder(o.data), file, o));
    });
  withJson(inFolder(program.command('import-orders <file>')))
    .description('导入订单（CSV，一行一件商品） takes orders in from a CSV file, a row per line of an order')
    .option('--channel <name>', '没有渠道列时 the channel, where no column says it')
    .option('--partial', '跳过有错的订单 takes the right orders when others are wrong', false)
    .action(async (file: string, o: { data: string; channel?: string; partial: boolean; json: boolean }) => {
      const { importOrdersCommand } = await import('./cli/import-orders.ts');
      settle(await importOrdersCommand(io, dataFolder(o.data), file, o));
    });
  inFolder(program.command('export'))
    .argument('<what>', EXPORTS.join(', '), oneExport)
    .description('导出 takes a table out as CSV or JSON lines')
    .option('--out <file>', '写入文件 writes a file instead of the output')
    .addOption(new Option('--format <format>', '格式 format').choices(['csv', 'jsonl']).default('csv'))
    .action(async (what: ExportName, o: { data: string; out?: string; format: 'csv' | 'jsonl' }) => {
      const { exportCommand } = await import('./cli/export.ts');
      exportCommand(io, dataFolder(o.data), what, o);
    });
}

const PLAN_HELP = `
文件 FILE: { "family": "eoq", "input": { … } }、{ "questions": [ … ] } 或一个单品问题 or just an item's question
退出码 Exit code: 0 已回答 answered · 1 有问题无法回答 some question could not be answered · 2 用法不对 wrong use
说明与例子 Explained with examples: docs/planning.md
`;

function describePlanning(program: Command, io: Io, settle: Settle): void {
  withJson(program.command('plan'))
    .description('补货计算 works out levels, orders and forecasts from a file; no shop is needed')
    .option('--input <file>', '问题文件，- 为标准输入 the questions; - is the standard input')
    .option('--families', '列出可问的问题 lists what can be asked, with an example each', false)
    .addHelpText('after', PLAN_HELP)
    .action(async (o: { input?: string; families: boolean; json: boolean }, command: Command) => {
      const { familiesCommand, planCommand } = await import('./cli/plan.ts');
      if (o.families) familiesCommand(io, o.json);
      else if (o.input === undefined)
        command.error('error: 缺少 --input FILE（或 --families） say --input or --families');
      else settle(planCommand(io, o.input, o.json));
    });
  withJson(inFolder(program.command('learn')))
    .description('重新学习补货线 learns all levels anew from the sales; every night the hub does it by itself')
    .action(async (o: { data: string; json: boolean }) => {
      const { learnCommand } = await import('./cli/learn.ts');
      await learnCommand(io, dataFolder(o.data), o.json);
    });
}

function oneExport(what: string): ExportName {
  const found = EXPORTS.find((name) => name === what);
  if (!found) throw new InvalidArgumentError(`应为其一 choose one of ${EXPORTS.join(', ')}.`);
  return found;
}
