## 命令行

error = haobu：{ $sentence }
error-about = haobu：{ $path }：{ $sentence }
usage-error = haobu：{ $sentence }
usage-hint = 用法：{ $usage }
usage-help = 全部选项：{ $command }

## 密码

passphrase-prompt = 密码：
passphrase-new-prompt = 新密码（越长越好，可以有空格）：
passphrase-again-prompt = 再输入一次密码：
passphrase-differs = 两次输入的密码不一样，什么也没有创建。请重试。
passphrase-no-terminal = 没有终端可以询问密码。请用 --passphrase-file 文件 或环境变量 HAOBU_PASSPHRASE 提供密码。
passphrase-not-text = 密码文件不是 UTF-8 文本。请另存为 UTF-8 后重试。

## 各命令的提示

new-done = 已创建客户本 { $path }。请保管好密码：没有密码，谁也打不开它，包括您自己。
import-progress = 已读 { $rows } 行，每秒 { $rate } 行
import-progress-left = 已读 { $rows } 行（{ $share }%），每秒 { $rate } 行，还需 { $left } 秒
import-done = 共读取 { $rows } 行，用时 { $seconds } 秒。
import-dry-run = 这是试运行，客户本没有改动。
import-rejects = { $rows } 行连同原因已写入 { $path }。在该文件中修改后可再次导入。
import-rejected = { $rows } 行未被接受。如需这些行及其原因，请加上 --rejects 文件 再导入一次。
export-done = 已将 { $rows } 位联系人写入 { $path }。
undo-done = 已撤销：{ $what }。
redo-done = 已重做：{ $what }。
contacts-moved = 联系人：{ $parts }。
contacts-back = 恢复 { $count } 位
contacts-changed = 更改 { $count } 位
contacts-gone = 移除 { $count } 位
check-fine = 文件完整，日志连续无误：{ $contacts } 位联系人，{ $ops } 条记录。
check-damaged = 文件有 { $findings } 处损坏。请保留原文件，并在旁边恢复最新的备份。
check-broken-ops = 日志有误：第 { $entries } 条或其写入的内容被其他程序改动过。
check-tail-cut = 日志有误：最新的记录被其他程序截掉了。
check-stray-rows = 日志有误：有 { $rows } 条同意记录或告知文字不属于任何记录。
check-orphans = 有 { $rows } 个号码、地址或标签不属于任何联系人。
sample-done = 已在 { $path } 中生成 { $rows } 位客户，均为虚构。
sample-ending = 文件名必须以 .csv 或 .xlsx 结尾。
list-empty = 没有联系人。
output-failed = 无法写出结果。请检查输出位置后重试。
output-full = 没有空间写出结果。请腾出空间后重试。
input-failed = 无法读取输入。请检查输入来源后重试。

## 导入结果

bucket-rows = 总行数
bucket-new = 新联系人
bucket-combined = 与本文件中的联系人合并
bucket-updated = 已更新
bucket-filled = 补全空白
bucket-unchanged = 无变化
bucket-duplicate = 本文件内重复
bucket-held = 待确认
bucket-suppressed = 勿扰
bucket-rejected = 未接受
cells-to-see = 值得查看的单元格

## 列名

column-id = 编号
column-ref = 会员名/编号
column-name = 姓名
column-company = 公司
column-mobile = 手机
column-numbers = 号码
column-email = 邮箱
column-city = 城市
column-country = 国家/地区
column-tags = 标签
column-source = 来源
column-when = 时间
column-what = 操作
column-who = 操作人
column-about = 内容
column-added = 新增
column-changed = 更改
column-removed = 移除
column-count = 数量

## 统计

stats-contacts = 联系人
stats-book = 本客户本
stats-numbers = 号码
stats-emails = 邮箱地址
stats-states = 能否发营销短信
stats-sources = 这些号码怎么来的
stats-quality = 号码质量

## 操作

op-create = 创建客户本
op-about = { $kind }（{ $subject }）
op-import = 导入
op-add_contact = 新增联系人
op-edit_contact = 修改联系人
op-delete_contact = 删除联系人
op-tag = 更改标签
op-record_consent = 记录能否联系
op-export = 导出
op-undo = 撤销
op-redo = 重做
op-edit_fields = 更改字段
op-edit_segments = 更改分组

## 能否联系

state-unknown = 待征得同意
state-requested = 已询问，未答复
state-granted = 已同意
state-permitted = 无需另行征得同意
state-refused = 已拒绝
state-withdrawn = 已撤回同意
state-expired = 同意已过期
state-invalidated = 同意无效

## 电话号码

status-ok = 正常
status-ambiguous = 有两种读法
status-invalid = 无此号码
status-lossy = 数字丢失
status-masked = 数字被隐藏
status-relay = 平台虚拟号
status-empty = 空

line-fixed = 固定电话
line-mobile = 手机
line-fixed_or_mobile = 固定电话或手机
line-toll_free = 免费电话
line-premium = 付费电话
line-shared = 分摊付费电话
line-voip = 网络电话
line-personal = 个人号码
line-pager = 寻呼机
line-uan = 企业统一号码
line-voicemail = 语音信箱
line-unknown = 未知

phone-other-reading = 也可能是 { $number }
phone-extension = 转 { $extension }

## 联系人从哪里来

source-web_form = 网页表单
source-shop = 门店
source-event = 活动
source-marketplace = 平台订单
source-partner = 合作伙伴
source-purchased = 购买的名单
source-other = 其他

## 未接受的原因

reject-nothing_to_keep = 既没有姓名，也没有联系方式
reject-too_many_cells = 单元格比表头的列多
reject-not_text = 按所选编码不是文本
reject-too_large = 太大
reject-unclosed_quote = 引号没有成对
reject-matches_several = 与两位以上联系人相符
reject-contradicts = 与相符的联系人矛盾
reject-suppressed = 永远不得联系

## 单元格的问题

cell-invalid-number = 无此电话号码
cell-ambiguous-number = 号码有两种读法
cell-lossy-number = 表格软件截掉了数字
cell-masked-number = 数字被星号隐藏
cell-relay-number = 平台虚拟号，会失效
cell-invalid-email = 不是邮箱地址
cell-invalid-amount = 不是金额
cell-invalid-date = 不是日期
cell-invalid-consent = 既不是“是”也不是“否”

## 客户本的问题

book-missing = { $path } 处没有客户本。请检查名称，或用“haobu new”新建一个。
book-already-exists = { $path } 处已有文件，未作改动。请给客户本换一个名称。
book-empty-file = 文件是空的（0 字节），同步软件有时会留下这样的文件。请等同步完成，或从备份中取回。
book-cut-file = 文件不完整，或开头部分已损坏，可能是复制或下载中断。请重新复制，或从备份中取回。
book-plain-database = 这是其他程序的未加密数据库，不是客户本。
book-foreign-file = 这是另一种文件（文本、表格或压缩包），不是客户本。要导入其中的联系人，请用“haobu import”。
book-wrong-passphrase = 密码不符，或文件已损坏。
book-damaged = 密码正确，但文件有部分损坏。请保留原文件，并使用最新的备份。
book-not-a-book = 文件可用此密码解开，但不是由号簿创建的。
book-too-new = 客户本由更新版本的号簿写成（格式 { $found }，本版本支持到 { $known }）。请升级号簿后再打开。
book-locked = 客户本正在别处打开并可写入。请先在那里关闭，再重试。
book-read-only = 客户本以只读方式打开，不能更改。请检查文件和文件夹是否可写。
book-closed = 客户本已锁定。请先打开再试。
book-moved = 客户本在打开期间被移动、替换或删除，之后没有再写入。请找到文件后重新打开。
book-disk-full = 磁盘已满，没有作任何更改。请腾出空间后重试。
book-key-derivation = 空闲内存不够，无法算出密钥。请关闭其他程序后再试。
book-needs-repair = 上次对这个客户本的操作中途断了，而现在这个位置不能写入，无法收尾。请把客户本连同旁边的 -journal 文件一起复制到可以写入的文件夹，再从那里打开。
book-bad-passphrase = 密码为空或超过 1,024 字节。请换成合适的密码。
book-unsafe-setting = 无法安全地打开客户本（设置“{ $setting }”未生效），已将其关闭。
book-nothing-to-undo = 没有可以撤销的操作。
book-nothing-to-redo = 没有可以重做的操作。
book-no-such-row = 该条目已不在客户本中。请重新查看列表。
book-too-many-children = 一位联系人不能再添加更多号码、地址或购买记录。请分成两位联系人。
book-database = 客户本拒绝了操作（代码 { $code }），没有作任何更改。请重试；若再次出现，请运行“haobu check”。

## 导入文件的问题

import-old-excel = 这是旧版 Excel 文件（.xls）。请在 Excel 中另存为 .xlsx 后再导入。
import-unknown-kind = 无法读取这种文件。请另存为 CSV、Excel（.xlsx）或 vCard 后再导入。
import-no-rows = 文件没有数据行，或只有表头。
import-nothing-recognised = 没有一列像姓名或联系方式。请用 --map 列=字段 说明各列的含义。
import-unknown-encoding = 没有“{ $given }”这种文字编码。可以试试 utf-8、gb18030、big5、shift_jis 或 utf-16le。
import-bad-delimiter = 分隔符必须是一个字符，不能是“{ $given }”。
import-unknown-sheet = 文件中没有工作表“{ $given }”。现有：{ $sheets }。
import-no-sheets = 这种文件没有工作表。请去掉 --sheet。
import-unknown-column = 文件中没有“{ $given }”列。现有：{ $columns }。
import-unknown-field = 不能把列当作“{ $given }”。可以用 name、mobile、phone、email、company、ref、city、tags、notes、consent_sms、optout_sms 或说明文档中的其他名称；ignore 表示忽略该列，field:名称 表示自定义字段。
import-unknown-preset = 没有预设“{ $given }”。现有：{ $presets }。
import-unknown-country = 没有代码为“{ $given }”的国家或地区。请用两个字母，例如 CN 或 US。
import-broken-spreadsheet = 表格已损坏，无法读取。请在 Excel 中打开并重新保存后再导入。
import-protected-spreadsheet = 表格有密码保护。请去掉密码另存后再导入。
import-too-large = 第 { $row } 行大得不合常理。请检查附近的引号和分隔符。

## 导出的问题

export-unknown-format = 无法写成以“.{ $ending }”结尾的文件。请用 .csv、.xlsx、.vcf 或 .json，或指定 --format。
export-no-ending = 文件名没有能说明格式的扩展名。请用 .csv、.xlsx、.vcf 或 .json，或指定 --format。
export-unknown-column = 没有“{ $given }”列。现有：{ $columns }。
export-too-many-rows = { $rows } 行超出 Excel 工作表的上限 1,048,576 行。请导出为 CSV，或先筛选。
export-cell-too-long = 第 { $row } 行“{ $column }”列的文字太长，Excel 单元格放不下（最多 32,767 个字符）。请缩短后再导出，或导出为 CSV。
export-spreadsheet = 无法写出表格。请检查文件夹和剩余空间，或导出为 CSV。

## 筛选条件的问题

filter-unclosed-quote = 引号没有结束。请在文字后面加上 "。
filter-unclosed-group = 括号没有结束。请在一组条件后面加上 )。
filter-unexpected-close = 这个 ) 没有对应的 (。请去掉它，或在前面加上 (。
filter-empty-group = 括号里没有内容。
filter-missing-value = 冒号后面要有值，例如 城市:深圳。
filter-missing-operand = OR 的两边和减号后面都要有查找内容。
filter-unknown-key = 没有这个关键字。
filter-unknown-key-closest = 没有这个关键字。是不是想写“{ $closest }”？
filter-invalid-value = 这个关键字不接受该值。
filter-invalid-value-valid = 这个关键字不接受该值。可以用：{ $valid }。
filter-invalid-number = 这不是数字。
filter-invalid-date = 这不是日期。可以写 2025-01-31、today，或用 <90d 表示最近 90 天。
filter-empty-range = 范围为空：起点在终点之后。
filter-too-deep = 筛选条件嵌套太深。请简化。

## 文件的问题

file-missing = { $path } 不存在。请检查名称和文件夹。
file-no-folder = 无法创建 { $path }：没有这个文件夹。请先创建文件夹，或换一个文件夹。
file-exists = { $path } 已经存在，未作改动。请换一个名称。
file-not-allowed = 没有权限读写 { $path }。请检查它属于谁，或换一个文件夹。
file-read-only = { $path } 所在的位置只能读取。请换一个文件夹。
file-disk-full = 没有空间存放 { $path }。请腾出空间后重试。
file-is-folder = { $path } 是文件夹，不是文件。
file-other = 无法读写 { $path }。
file-other-code = 无法读写 { $path }（系统错误 { $code }）。

cancelled = 已停止，没有作任何更改。

## 参数错误

usage-invalid-value = { $argument } 的值不能是“{ $value }”。
usage-invalid-value-valid = { $argument } 的值不能是“{ $value }”。可以用：{ $valid }。
usage-unknown-argument = 这里没有参数“{ $argument }”。
usage-unknown-command = 没有命令“{ $command }”。现有：{ $valid }。
usage-missing-argument = 缺少：{ $argument }。
usage-missing-command = 缺少命令。现有：{ $valid }。
usage-conflict = { $argument } 不能重复给出，也不能与其他参数同时使用。
usage-other = 这些参数不能这样使用。
usage-vcard-only = --vcard 只用于 vCard 文件。请用 .vcf 结尾的文件名，或指定 --format vcard。

## 帮助

help-usage = 用法：
help-arguments = 参数
help-options = 选项
help-commands = 命令
help-help = 显示帮助
help-version = 显示版本

help = Haobu 号簿：把客户放进一个加密文件
help-new = 新建客户本
help-new-book = 要新建的客户本，名称.haobu
help-new-kdf = 猜密码要费多大力气，从 1（内存最少）到 5（最多）
help-import = 把表格或通讯录导入客户本
help-import-book = 客户本
help-import-file = 要导入的文件：CSV、Excel（.xlsx）或 vCard
help-import-source = 这些号码怎么来的，用您自己的话说
help-import-source_kind = 来源的种类：web_form 网页表单、shop 门店、event 活动、marketplace 平台订单、partner 合作伙伴、purchased 购买的名单、other 其他
help-import-country = 没写国家代码的号码属于哪个国家或地区
help-import-preset = 按这个程序导出的格式理解各列
help-import-map = 把 COL 列当作 FIELD；可以多次给出
help-import-encoding = 文件的文字编码（自动判断有误时使用）
help-import-delimiter = 单元格之间的分隔符（自动判断有误时使用；tab 表示制表符）
help-import-sheet = 要读取的工作表
help-import-header = 第一行是否为表头：yes 或 no
help-import-policy = 联系人已在客户本中时：skip 跳过、fill 补全空白、update 更新、add 另外添加
help-import-recipient = 订单文件中的收货人：delivery 仅供送货，contact 视为与买家同一人
help-import-rejects = 把未接受的行及其原因写入这个文件
help-import-dry_run = 只看结果，不写入
help-import-json = 输出一个 JSON 对象
help-list = 列出联系人
help-list-book = 客户本
help-list-filter = 只要符合条件的联系人，例如 "城市:深圳 can:sms"
help-list-sort = 按这一列排序
help-list-columns = 要显示的列，用逗号分隔
help-list-format = table、csv 或 json
help-list-limit = 最多列出多少位
help-export = 把联系人写入文件
help-export-book = 客户本
help-export-file = 要写的文件，格式由扩展名决定
help-export-filter = 只要符合条件的联系人，例如 "城市:深圳 can:sms"
help-export-columns = 要写的列，用逗号分隔
help-export-scope = 只要可以这样联系的人，例如 sms.marketing
help-export-format = 不看扩展名，指定 csv、xlsx、vcard 或 json
help-export-vcard = vCard 文件的版本：3.0（默认，所有手机都能读）或 4.0
help-stats = 按状态、来源和质量统计联系人
help-stats-book = 客户本
help-stats-json = 输出一个 JSON 对象
help-undo = 撤销上一步
help-undo-book = 客户本
help-redo = 重做刚撤销的一步
help-redo-book = 客户本
help-log = 查看谁在什么时候做了什么
help-log-book = 客户本
help-log-json = 每条记录输出一个 JSON 对象
help-check = 检查文件是否完整、日志是否连续
help-check-book = 客户本
help-check-json = 输出一个 JSON 对象
help-phone = 读懂电话号码：每行输入是一个不规范的单元格
help-phone-country = 没写国家代码的号码属于哪个国家或地区
help-phone-json = 每行输出一个 JSON 对象
help-sample = 生成一份不规范但逼真的虚构客户表格
help-sample-rows = 多少位客户
help-sample-file = 要写的文件，.csv 或 .xlsx
help-sample-seed = 种子相同，文件就相同
help-passphrase_file = 从这个文件读取密码

## 日期和金额

ago-today = 今天
ago-yesterday = 昨天
ago-days = { $days } 天前
month-of-year = { NUMBER($year, useGrouping: 0) }年{ $month }
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

## ui-shell: 窗口

op-added = 新增 { $count } 人
op-changed = 更改 { $count } 人
op-removed = 移除 { $count } 人
app-name = 号簿
toast-undo = 撤销
toast-redo = 重做
toast-close = 关闭
toast-undone = 已撤销：{ $what }
toast-redone = 已重做：{ $what }
top-import = 导入表格
top-export = 导出
top-lock = 锁定
rail-people = 客户
rail-history = 记录
rail-settings = 设置
status-selected = 已选 { $count } 人
status-loading = 正在读取客户列表…
status-read-only = 只读
status-locks = 闲置 { $minutes } 分钟后锁定
status-never-locks = 不自动锁定
command-search = 搜索
command-edit-filter = 用文字编辑筛选
command-clear-filter = 显示全部客户
command-palette = 查找命令
command-new-contact = 新建客户…
command-edit-name = 编辑单元格
command-copy-number = 复制手机号
command-copy-rows = 复制所选行
command-select-all = 全选
command-record-consent = 记录能否联系…
command-delete = 删除所选客户
command-save-segment = 存为分组…
command-undo = 撤销
command-redo = 重做
command-import = 导入表格…
command-export = 导出…
command-people = 客户
command-history = 操作记录
command-settings = 设置
command-pane = 显示或隐藏分组栏
command-inspector = 显示或隐藏客户详情
command-density = 切换行高
command-light = 浅色
command-dark = 深色
command-system-theme = 跟随系统的深浅色
command-own-language = 简体中文
command-zoom-in = 放大
command-zoom-out = 缩小
command-zoom-reset = 恢复默认大小
command-new-book = 新建客户本…
command-open-book = 打开客户本…
command-sample = 看看示例客户本
command-lock = 锁定
command-quit = 退出

## end ui-shell

## ui-welcome: 欢迎与解锁

## end ui-welcome

## ui-settings: 设置

## end ui-settings

## ui-transfer: 导入与导出

## end ui-transfer

## ui-table: 客户列表

## end ui-table

## ui-pane: 分组与筛选

## end ui-pane

## ui-bar: 筛选条

## end ui-bar

## ui-inspector: 客户详情

## end ui-inspector

## ui-consent: 记录同意

## end ui-consent

## ui-history: 操作记录

## end ui-history

## ui-demo: 示例客户本

## end ui-demo
### book-edits

edit-nobody-there = 请至少填写姓名、公司、电话或邮箱中的一项。
edit-not-an-email = 这不是邮箱地址。正确的写法类似 name@example.com。
edit-not-a-number = 这一栏只能填数字，例如 12 或 12.5。
edit-not-a-date = 这一栏只能填日期，例如 2026-11-23。
edit-not-yes-or-no = 这一栏只能填“是”或“否”。
edit-unnamed-tag = 请给标签起个名字。
edit-unnamed-segment = 请给分组起个名字。
edit-segment-exists = 已经有名为“{ $name }”的分组，请换个名字。
edit-in-the-future = 这个时间还没到。请填写对方实际表态的时间。
edit-ends-before-it-begins = 到期时间早于开始时间，请选一个更晚的到期时间。
edit-not-by-hand = 这类记录由号簿自动生成，不能手工添加。
