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

new-done = 已创建客户本 { $path }。请保管好密码。怕忘记的话，用 `haobu recover 客户本 --new-code 页面` 生成恢复码；两样都没有，谁也打不开它，包括您自己。
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
state-withdrawn = 已退订
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
reject-cut_off = 文件在此处中断，内容不完整
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
book-open-elsewhere = 客户本从 { $since } 起在 { $host } 上打开着。请先在那里关闭，再重试。如果那里已经没有打开，请删除它旁边以 .haobu.lock 结尾的文件。
book-is-backup = 这是备份，可以查看和还原，但不能更改。
book-not-a-backup = 这个文件不是号簿的备份。
book-backup-damaged = 这份备份被截断或改动过，不能用。请换一份备份。
book-backup-failed = 备份没能试着还原成功，所以没有保留。以前的备份都还在。请换个文件夹或磁盘再试。
book-other-book = 原来在这里的客户本不是这份备份的那一个。请换个名字，或者说明可以替换；原来的都会保留。
book-no-place = 不知道这份备份的客户本原来放在哪里。请先打开客户本，再从它的备份列表里还原。
book-read-only = 客户本以只读方式打开，不能更改。请检查文件和文件夹是否可写。
book-closed = 客户本已锁定。请先打开再试。
book-stopped = 号簿出了差错，已经把客户本关上，做到一半的没有保存。请重新打开；如果再出现，请把当时在做什么告诉我们。
book-moved = 客户本在打开期间被移动、替换或删除，之后没有再写入。请找到文件后重新打开。
book-disk-full = 磁盘已满，没有作任何更改。请腾出空间后重试。
book-key-derivation = 空闲内存不够，无法算出密钥。请关闭其他程序后再试。
book-foreign-journal = 客户本旁边有一个文件 { $path }，是换密码之前（或另一台电脑上）留下的，可能由同步软件带来。用了它会弄坏客户本。请把这一个文件移到别的文件夹保存好，再打开客户本。
book-needs-repair = 上次对这个客户本的操作中途断了，而现在这个位置不能写入，无法收尾。请把客户本连同旁边的 -journal 文件一起复制到可以写入的文件夹，再从那里打开。
book-bad-passphrase = 密码为空或超过 1,024 字节。请换成合适的密码。
book-unsafe-setting = 无法安全地打开客户本（设置“{ $setting }”未生效），已将其关闭。
book-nothing-to-undo = 没有可以撤销的操作。
book-nothing-to-redo = 没有可以重做的操作。
book-no-such-row = 该条目已不在客户本中。请重新查看列表。
book-too-many-children = 一位联系人不能再添加更多号码、地址或购买记录。请分成两位联系人。
book-database = 客户本拒绝了操作（代码 { $code }），没有作任何更改。请重试；若再次出现，请运行“haobu check”。

## 导入文件的问题

import-unknown-kind = 无法读取这种文件。请另存为 CSV、Excel 或 vCard 后再导入。
import-no-rows = 文件没有数据行，或只有表头。
import-nothing-recognised = 没有一列像姓名或联系方式。请用 --map 列=字段 说明各列的含义。
import-changed = 读取时文件又被改动了。
import-edited-list = 这是从客户本导出去改的名单，请单独导入，才能逐处核对。
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
import-broken-archive = ZIP 文件已损坏或不完整。请重新获取，或先解压再导入文件夹。
import-protected-archive = ZIP 文件有密码保护。请先解压，再导入文件夹。
import-nested-archive = 这个 ZIP 里还有一个 ZIP。请先解压，再导入文件夹。
import-too-much-inside = 里面的内容多得不像客户名单。请逐个导入其中的文件。
import-inside = { $name }：{ $problem }
import-broken-file = 文件在第 { $row } 条记录附近损坏或不完整。请重新获取这个文件后再导入。
import-too-large = 第 { $row } 行大得不合常理。请检查附近的引号和分隔符。
import-reader-stopped = 这个文件读不了：读它要用太多内存或时间，或者中途断了。什么都没有改动。请用 Excel 或 WPS 打开它，另存一份再试。

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
file-no-room = { $path } 的空间不够，还差 { $size } MB。没有做任何更改，请腾出空间后再试。
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
help-import-file = 要导入的文件：CSV、Excel、OpenDocument、vCard、JSON，或装有这些文件的 ZIP 或文件夹
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
month-of-year = { $year }年{ $month }
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

files-browse = 浏览…
files-all = 客户本和客户文件
files-books = 客户本
files-customers = 表格和通讯录
welcome-promise = 把客户表格拖进来，看清谁能联系。全部留在这台电脑上，一个加密文件。
welcome-drop = 把 Excel、CSV 或通讯录文件拖到这里
welcome-drop-now = 松开就打开
welcome-drop-below = 先看结果，满意了再设密码保存
welcome-choose = 选择文件…
welcome-sample = 看看示例
welcome-new = 新建客户本
welcome-path = 或者输入文件位置
welcome-path-open = 打开这个位置
welcome-recent = 最近的客户本
welcome-open = 打开…
welcome-have-book = 已经有客户本了？
welcome-recent-facts = { $count } · { $ago }
welcome-missing = 找不到
welcome-remove = 从列表中去掉
welcome-kept = 打开或新建一个客户本，接着就导入“{ $name }”。
welcome-kept-back = 回去看结果
welcome-kept-not = 不导入了
welcome-settings = 设置
welcome-language = 语言
welcome-theme = 浅色或深色
welcome-back = 返回
welcome-show = 显示密码
welcome-hide = 隐藏密码
welcome-sample-making = 正在准备示例客户本…
welcome-problem-missing = { $path } 不在了。可能改了名、移走了，或者在没插上的 U 盘里。
welcome-problem-exists = 这个文件夹里已经有同名的客户本，没有动它。请换个名称或文件夹。
welcome-problem-foreign = 这不是客户本。如果是客户表格，请回到首页把它拖进来。
welcome-problem-passphrase = 密码不对，或者文件已损坏
welcome-problem-locked = 这个客户本正在另一个窗口里打开着。请先在那里锁定或关闭，再试一次。
welcome-problem-database = 打不开这个客户本（代码 { $code }），文件没有动过。请再试一次；还不行，就用最近的备份。
create-title = 新建客户本
create-kept-file = 建好以后，接着导入“{ $name }”。
create-name = 名称
create-name-default = 我的客户本
create-name-wrong = 名称里不能有 / \ : * ? " < > |，也不能用点开头
create-folder = 存放在
create-passphrase = 密码
create-passphrase-help = 直接用键盘输入字母和数字，这里不用输入法
create-again = 再输一次密码
create-differ = 两次输入的不一样
create-think = 帮我想一个
create-offer = 随机选出的五个词
create-offer-pinyin = 拼音
create-offer-english = 英文
create-offer-write = 请抄在纸上。词之间空一格，拼音不分声调。
create-offer-take = 用这个密码
create-offer-others = 换一组
create-write-down = 您的密码：现在抄下来，以后不再显示
create-grade-weak = 太弱
create-grade-fair = 一般
create-grade-good = 好
create-grade-very-good = 很好
create-guessing = 有人拿到文件，离线猜测约需 { $time }
create-time-under-a-minute = 不到一分钟
create-time-minutes = { $number } 分钟
create-time-hours = { $number } 小时
create-time-days = { $number } 天
create-time-years = { $number } 年
create-time-ages = 一万年以上
create-consequence = 忘了密码，只有恢复码能打开客户本，建好后马上给您看。两样都没有，谁也打不开，我们也不能。请把密码写下来，收在稳妥的地方。
create-understood = 我已经记下
create-create = 建好并打开
create-making = 正在生成密钥…
create-needs-name = 请先填名称。
create-needs-folder = 请先选存放的文件夹。
create-needs-passphrase = 请先设密码。
create-needs-again = 请把密码再输一次。
create-needs-understood = 记下密码后，勾选“我已经记下”。
unlock-passphrase = 密码
unlock-open = 打开
unlock-opening = 正在打开…
unlock-other = 打开其他客户本
unlock-sample = 这是示例客户本，密码是 { $passphrase }

## end ui-welcome

## ui-settings: 设置

settings-title = 设置
settings-look = 外观
settings-language = 语言
settings-theme = 颜色
settings-light = 浅色
settings-dark = 深色
settings-system = 跟随系统
settings-rows = 行高
settings-comfortable = 舒适
settings-compact = 紧凑
settings-size = 大小
settings-columns = 列恢复原样
settings-columns-done = 列的宽度、顺序和显示都恢复原样了
settings-safety = 安全
settings-lock = 闲置后锁定
settings-minutes = { $minutes } 分钟
settings-never = 从不
settings-lock-help = 锁定后要再输一次密码。电脑睡眠的时间也算闲置。
settings-security = 安全检查…
settings-keys = 快捷键
settings-about = 关于
settings-place = 设置存放在
settings-book = 客户本存放在
settings-version = 版本

## end ui-settings

## ui-fields: 自定义字段

fields-years = { $years } 岁
op-did-field = 更改自定义字段“{ $name }”
edit-not-a-birthday = 这一栏只能填生日，例如 1990-05-09、5月9日或农历八月十五。
edit-unnamed-field = 请给字段起个名字。
edit-field-exists = 已经有名为“{ $name }”的字段，请换个名字。
edit-no-purpose = 请写一句为什么留这一项。
edit-values-do-not-fit = 有 { $count } 人填的内容不合这个类型，所以没有改。
cell-wrong-kind = 不合这个字段的类型
fields-kind-text = 文字
fields-kind-number = 数字
fields-kind-date = 日期
fields-kind-choice = 选项
fields-kind-yes-no = 是或否
fields-kind-birthday = 生日
fields-ready-gender = 性别
fields-ready-gender-words = 称呼得体、备货对路时才用得上。
fields-ready-birthday = 生日
fields-ready-birthday-words = 阳历、农历都行，年份可以不填。年龄段由生日算出，不另外保存。
fields-ready-occupation = 职业
fields-ready-occupation-words = 例如做企业团购、校园活动时用。
fields-ready-interests = 兴趣爱好
fields-ready-interests-words = 例如按爱好推荐新品、邀请参加活动。
fields-month-day = { $month }月{ $day }日
fields-lunar-month = { $month ->
    [1] 正月
    [2] 二月
    [3] 三月
    [4] 四月
    [5] 五月
    [6] 六月
    [7] 七月
    [8] 八月
    [9] 九月
    [10] 十月
    [11] 冬月
   *[12] 腊月
}
fields-lunar-leap = 闰{ $month }
fields-lunar-day = { $day ->
    [1] 初一
    [2] 初二
    [3] 初三
    [4] 初四
    [5] 初五
    [6] 初六
    [7] 初七
    [8] 初八
    [9] 初九
    [10] 初十
    [11] 十一
    [12] 十二
    [13] 十三
    [14] 十四
    [15] 十五
    [16] 十六
    [17] 十七
    [18] 十八
    [19] 十九
    [20] 二十
    [21] 廿一
    [22] 廿二
    [23] 廿三
    [24] 廿四
    [25] 廿五
    [26] 廿六
    [27] 廿七
    [28] 廿八
    [29] 廿九
   *[30] 三十
}
fields-lunar = 农历{ $month }{ $day }
fields-lunar-year = { $year }年农历{ $month }{ $day }
fields-band = { $first }–{ $last } 岁
fields-band-under = { $last } 岁以下
fields-band-over = { $first } 岁以上
fields-age = { $age } 岁（{ $band }）
fields-title = 自定义字段
fields-words = 除了姓名、电话这些，您还想记住客户的什么？每一项都要写明为什么留：用不着的资料，不留最安全。
fields-new = 新建字段…
fields-yours = 您的字段
fields-none = 还没有自己的字段
fields-none-words = 新建一个，或从下面现成的里启用。导入表格时，没有对应栏目的列也可以成为字段。
fields-offers = 现成的
fields-offers-words = 默认都不启用。写明为什么留，才会出现在客户资料里。
fields-use = 启用…
fields-use-of = 启用 { $name }
fields-edit = 修改
fields-edit-of = 修改字段 { $name }
fields-delete = 删除
fields-delete-of = 删除字段 { $name }
fields-filled = { $count } 人填了
fields-nobody = 还没有人填
fields-purpose-is = 为什么留：{ $purpose }
fields-purpose-missing = 还没写为什么留这一项
fields-purpose-add = 补上
fields-purpose-add-of = 补上为什么留 { $name }
fields-new-title = 新建字段
fields-edit-title = 修改字段“{ $name }”
fields-use-title = 启用“{ $name }”
fields-name = 名称
fields-name-hint = 例如：喜欢的花
fields-type = 类型
fields-purpose = 为什么留这一项
fields-purpose-hint = 例如：生日当天送一束小花
fields-purpose-help = 以后有人问起，这句话就是答案。
fields-choices = 可选的内容（用顿号分开）
fields-choices-hint = 例如：玫瑰、百合、郁金香
fields-choices-help = 用过的内容以后也能选。
fields-save = 保存
fields-define = 建好
fields-start = 启用
fields-cancel = 取消
fields-retype-fits = 已填的 { $count } 人都合这个类型。
fields-retype-misfits = 有 { $count } 人填的内容不合这个类型，例如：{ $examples }。请先改好再换类型。
fields-retype-checking = 正在查看已填的内容…
fields-delete-title = 删除字段“{ $name }”？
fields-delete-words = { $count } 人填的内容会一起删除。删除后可以撤销。
fields-delete-nobody = 还没有人填过这一项。删除后可以撤销。
fields-delete-segments = 这些分组的条件用到它，删除后会找不到人：{ $segments }
fields-delete-do = 删除字段
fields-deleting = 正在删除…
fields-loading = 正在读取…
fields-blank = （不填）
fields-other-choice = 其他…
fields-value-save = 保存
fields-value-cancel = 取消
fields-calendar = 历法
fields-solar = 阳历
fields-lunar-calendar = 农历
fields-birthday-hint = 1990-05-09，年份可以不写
fields-birthday-lunar-hint = 八月十五，前面可以写年份
fields-birthday-wrong = 看不懂这个生日。可以写 1990-05-09、5-9 或八月十五。
fields-gender-choices = 女、男、其他
fields-settings-words = 生日、喜好……您自己想记的内容，每一项都写明为什么留。
fields-manage = 管理自定义字段

## end ui-fields

## ui-bulk: 批量操作与回收站

op-restore_contact = 恢复联系人
op-purge_contact = 彻底删除联系人
op-did-restore = 恢复 { $people }
op-did-purge = 彻底删除 { $people }
op-did-set-field = 填写 { $people }的{ $field }
op-did-clear-field = 清空 { $people }的{ $field }
bulk-title = 批量修改 { $people }
bulk-tag = 加标签
bulk-untag = 去标签
bulk-set = 填写一项
bulk-clear = 清空一项
bulk-delete = 移到回收站
bulk-do-tag = 给 { $people }加上
bulk-do-untag = 从 { $people }去掉
bulk-do-set = 填写 { $people }
bulk-do-clear = 清空 { $people }
bulk-do-delete = 删除 { $people }
bulk-cancel = 取消
bulk-doing = 正在修改…
bulk-tag-name = 标签
bulk-field = 哪一项
bulk-field-hint = 请选择
bulk-value = 填成
bulk-fill-in = 选好、填好以后，这里会说明要改什么。现在还什么都没动。
bulk-will-tag = { $people }会加上
bulk-has-tag = { $people }已有
bulk-will-untag = { $people }会去掉
bulk-has-no-tag = { $people }本来就没有
bulk-will-fill = { $people }原来空着，会填上
bulk-will-replace = { $people }原来填了别的，会换掉
bulk-will-clear = { $people }会清空
bulk-is-so = { $people }已经是这样，不变
bulk-will-delete = { $people }会移到回收站，随时可以恢复
bulk-delete-orders = 其中 { $people }有订单记录
bulk-delete-no = 其中 { $people }说过不要打扰，删除后这些号码仍然拦着
bulk-before = 原来的内容：{ $values }
bulk-more = 批量修改…
command-change-many = 批量修改…
command-trash = 回收站
command-fields = 自定义字段
rail-trash = 回收站
trash-title = 回收站
trash-words = 删除的客户都在这里，恢复后和删除前一样：编号、号码、标签、填过的内容都在。
trash-loading = 正在读取…
trash-empty = 回收站是空的
trash-empty-words = 删除客户后，可以从这里恢复，或者彻底删除。
trash-search = 搜索姓名、公司或号码
trash-none-found = 没有找到。
trash-all = 全选 { $people }
trash-restore = 恢复 { $people }
trash-purge = 彻底删除 { $people }…
trash-restoring = 正在恢复…
trash-purging = 正在彻底删除…
trash-deleted-at = { $when } 删除
trash-nameless = 没有姓名
trash-confirm = 彻底删除 { $people }？
trash-confirm-do = 彻底删除 { $people }
trash-confirm-words = 他们的姓名、备注、订单等资料会从客户本里抹掉。这一步不能撤销，谁也找不回来。
trash-confirm-keeps = 同意和退订的记录按号码保留：说过不要打扰的号码，以后再导入也仍然拦着。操作记录里只留下“彻底删除了几人”。
bulk-recording = 正在记录…
bulk-consent-granted = { $people }已经同意过
bulk-consent-refused = { $people }以前拒绝或退订过
bulk-consent-without = { $people }没有可用的号码或地址，记在本人名下
trash-restore-nobody = 恢复
trash-purge-nobody = 彻底删除…

## end ui-bulk

## ui-transfer: 导入与导出

transfer-import-done = 导入好了
transfer-file = 文件
transfer-source = 这些号码怎么来的？
transfer-about-web = 顾客在网页或小程序上填的
transfer-about-shop = 顾客在店里留的
transfer-about-event = 展会、活动上收集的
transfer-about-marketplace = 淘宝、美团等平台的订单
transfer-about-partner = 合作的商家给的
transfer-about-other = 以上都不是
transfer-purchased = 买来的名单里没有人同意过您联系他们，这些号码会标为不能群发。
transfer-source-name = 用您自己的话说
transfer-country = 没写国家区号的号码属于
transfer-known = 客户本里已经有的客户
transfer-known-fill = 只补空白，添上新号码（推荐）
transfer-known-update = 不一样的以文件为准
transfer-known-skip = 不动他们
transfer-known-add = 不查重，全部当新客户
transfer-importing = 正在导入…
transfer-exporting = 正在写文件…
transfer-cancel = 取消
transfer-close = 完成
transfer-stop = 停止
transfer-stopping = 正在停止…
transfer-rate = { $rows } 行 · 每秒 { $rate } 行
transfer-left-seconds = 还要 { $seconds } 秒
transfer-left-minutes = 还要 { $minutes } 分钟
transfer-save-rejects = 把没能导入的 { $count } 行存成表格
transfer-rejects-saved = 没能导入的行和原因存在 { $path }，改好后可以再导入。
transfer-export-done = 导出好了
transfer-format = 格式
transfer-format-vcard = 手机通讯录
transfer-export-file = 存为
transfer-plain = 这个文件没有加密，谁拿到都能看。用完请删掉。

## end ui-transfer

## ui-import: 导入的三步

intake-title = 导入表格
intake-step-file = 选文件
intake-step-check = 确认
intake-step-result = 结果
intake-kinds = 表格、CSV 或其他软件导出的名单。先看结果，再决定要不要。
intake-next = 下一步
intake-back = 上一步
intake-close = 关闭
intake-done = 好了
intake-safe = 还没有写入任何内容，导入后也可以整批撤销。
intake-safe-alone = 只是看看：还没有写入任何内容，关掉就什么都不留下。
intake-bring = 导入 { $count } 位客户
intake-bring-nobody = 没有可导入的
intake-keep = 设密码，存进新客户本…
intake-keep-other = 存进已有的客户本…
intake-reading = 正在读文件…
intake-counting = 正在数…
intake-which = 每一列是什么？
intake-recognised = 已认出：{ $what }。用不到的列不必导入。
intake-leave-out = 用不到的列不必导入。
intake-garbled = 文字显示乱码？
intake-adjust = 调整…
intake-adjust-title = 调整
intake-recalled = 照 { $date } 记住的设置。
intake-not-recalled = 不用，重新来
intake-country-found = 没写国家区号的号码，按{ $country }的号码读。
intake-country-other = 不对，改一下
intake-head-column = 文件里的列
intake-head-becomes = 导入为
intake-head-example = 例子
intake-head-seen = 看到的内容
intake-column = { $letter } 列
intake-becomes-of = “{ $name }”导入为
intake-field-name = 姓名
intake-field-first = 名
intake-field-middle = 中间名
intake-field-last = 姓
intake-field-company = 公司
intake-field-reference = 会员名/编号
intake-field-mobile = 手机
intake-field-phone = 电话
intake-field-email = 邮箱
intake-field-city = 城市
intake-field-province = 省份
intake-field-country = 国家/地区
intake-field-street = 地址
intake-field-street-more = 地址（续）
intake-field-postcode = 邮编
intake-field-tags = 标签
intake-field-notes = 备注
intake-field-created = 成为客户的日期
intake-field-agrees = 是否同意联系（所有方式）
intake-field-agrees-to = 是否同意{ $channel }
intake-field-objects = 是否拒绝联系（所有方式）
intake-field-objects-to = 是否拒绝{ $channel }
intake-field-label = 旁边一列的叫法
intake-field-order = 订单编号
intake-field-order-time = 下单时间
intake-field-amount = 订单金额
intake-field-item = 商品
intake-field-status = 订单状态
intake-field-recipient = 收货人（仅送货）
intake-field-recipient-phone = 收货电话（仅送货）
intake-field-recipient-address = 送货地址
intake-field-out = 不导入
intake-field-own = 另存一栏：{ $name }
intake-seen-not-needed = 联系客户用不到
intake-seen-label = 跟着旁边的列走
intake-seen-empty = 空的
intake-seen-recipient = 不算您的客户，不会用于营销
intake-seen-wrong = { $count } 个有误
intake-seen-masked = { $count } 打码
intake-seen-relay = { $count } 平台虚拟号
intake-seen-people = { $count } 人
intake-seen-items = { $count } 种
intake-seen-cities = { $count } 个城市
intake-seen-sum = 合计 { $sum }
intake-seen-dates = { $count } 个日期
intake-rows-from = { $count } 行，来自
intake-orders-from = { $count } 行订单，来自
intake-people = { $count } 位客户
intake-bucket-new = 新客户
intake-bucket-combined = 同一位客户的其他行
intake-bucket-updated = 已有，以文件为准
intake-bucket-filled = 已有，补充资料
intake-bucket-unchanged = 已有，没有变化
intake-bucket-duplicate = 文件里重复
intake-bucket-held = 待确认
intake-bucket-suppressed = 永不联系
intake-bucket-rejected = 不能导入
intake-means-new = 这些行各成为一位新客户。
intake-means-combined = 前面的行已经带来了这位客户，这里补上订单、号码或别的资料。
intake-means-updated = 客户本里已有这位客户，不一样的资料换成文件里的。
intake-means-filled = 客户本里已有这位客户，只补上原来空白的资料。
intake-means-unchanged = 客户本里已经有了，一字不差，不会改动。
intake-means-duplicate = 和前面的行说的是同一位客户，没有新内容。
intake-means-held = 说不准是哪一位客户，先不导入，请您决定。
intake-means-suppressed = 这些号码登记过永不联系，不会再导入。
intake-means-rejected = 没有姓名也没有联系方式，或者这一行本身坏了。
intake-numbers-wrong = 号码有误
intake-numbers-masked = 号码打码
intake-numbers-relay = 平台虚拟号
intake-piles = 能不能联系
intake-cells-of = “{ $name }”里值得看的单元格
intake-cells-kept = 这些内容会照原样留着，但标明不能用。改好文件再导入也可以。
intake-first-of = 只列出前 { $shown } 个，共 { $all } 个。
intake-row = 第 { $row } 行
intake-source-choose = 请选择
intake-proof = 他们同意接收营销信息，我有凭证
intake-proof-without = 不勾选也可以导入：先归入“待征得同意”。
intake-proof-channels = 同意哪些方式
intake-proof-method = 怎么同意的
intake-proof-wording = 当时看到的原话
intake-proof-wording-hint = 例如：我同意接收本店的优惠短信
intake-proof-when = 什么时候同意的
intake-proof-order-day = 各自下单那天
intake-proof-one-day = 都在同一天
intake-proof-day = 同意的日期
intake-proof-place = 凭证放在哪里
intake-proof-place-hint = 例如：店里文件柜第二层
intake-proof-means = 有原话、日期和凭证，就能归入“可发短信”。文件里写明拒绝的仍然是拒绝。
intake-missing-file = 这个文件读不了，请换一个。
intake-missing-who = 请先指定哪一列是姓名、号码或会员名。
intake-missing-kind = 请先选：这些号码怎么来的？
intake-missing-channel = 凭证：请选同意哪些方式。
intake-missing-method = 凭证：请选怎么同意的。
intake-missing-wording = 凭证：请填当时看到的原话。
intake-missing-day = 凭证：请填同意的日期。
intake-missing-day-ahead = 凭证：日期还没到。
intake-missing-place = 凭证：请填凭证放在哪里。
intake-recipient = 收货人就是买家本人吗？
intake-recipient-other = 不一定
intake-recipient-same = 是同一个人
intake-recipient-other-means = 收货人只用来送货，不算您的客户，不会用于营销。
intake-recipient-same-means = 收货人的姓名和号码就算买家的。
intake-note-relay = { $count } 个平台虚拟号在交易完成 15 天后失效，不会被当作客户号码。
intake-remember = 下次照此导入
intake-garbled-help = 换一种编码或分隔符，直到下面的文字读得通。
intake-garbled-sheet = 这是 Excel 文件，文字不会乱码。如果内容不对，请在“调整”里换一张工作表。
intake-encoding = 文字编码
intake-encoding-utf8 = 通用（UTF-8）
intake-encoding-gb = 简体中文（GB18030）
intake-encoding-big5 = 繁体中文（Big5）
intake-encoding-sjis = 日文（Shift_JIS）
intake-encoding-korean = 韩文（EUC-KR）
intake-encoding-western = 西欧（Windows-1252）
intake-encoding-other = { $name }
intake-delimiter = 列之间的分隔符
intake-delimiter-comma = 逗号 ,
intake-delimiter-tab = 制表符
intake-delimiter-semicolon = 分号 ;
intake-delimiter-pipe = 竖线 |
intake-sheet = 工作表
intake-header = 第一行是什么
intake-header-yes = 各列的名称
intake-header-no = 已经是客户
intake-would = 这样导入，{ $count } 行会是：
intake-example-fills = 比如{ $name }：{ $what }原来空着，补上“{ $new }”。
intake-example-updates = 比如{ $name }：{ $what }从“{ $old }”换成“{ $new }”。
intake-example-keeps = 比如{ $name }：{ $what }仍是“{ $old }”。
intake-example-stays-blank = 比如{ $name }：{ $what }仍然空着。
intake-example-adds = 比如会有两位{ $name }。
intake-running-safe = 停止后，客户本和导入前一模一样。
intake-undo = 撤销这次导入
intake-undone = 已撤销
intake-undone-means = 客户本和导入前一样。
intake-another = 再导入一个文件
intake-show-people = 看这个来源的客户

## end ui-import

## ui-table: 客户列表

table-name = 姓名
table-company = 公司
table-reference = 会员名/编号
table-mobile = 手机
table-numbers = 号码数
table-email = 邮箱
table-consent = 能否联系
table-city = 城市
table-province = 省份
table-country = 国家/地区
table-tags = 标签
table-source = 来源
table-orders = 订单数
table-spent = 消费金额
table-last-order = 最近下单
table-created = 添加时间
table-badge-text = 短信
table-badge-call = 电话
table-yes = 是
table-no = 否
table-not-enough = 还不能发营销短信
table-further-numbers = 还有 { $count } 个号码
table-name-of-table = 客户列表，{ $count } 人
table-select-one = 选择 { $name }
table-select-all = 选中全部或取消
table-sorted-up = { $column }，升序
table-sorted-down = { $column }，降序
table-menu = { $column } 的排序和筛选
table-menu-filtered = { $column } 的排序和筛选（已筛选）
table-selected = 已选 { $count } 人
table-select-everybody = 选中全部 { $count } 人
table-clear-selection = 清除
table-a-to-z = 升序（A → Z）
table-z-to-a = 降序（Z → A）
table-smallest-first = 从小到大
table-largest-first = 从大到小
table-oldest-first = 从早到晚
table-newest-first = 从晚到早
table-clear-column = 清除此列的筛选
table-search-values = 在此列中搜索
table-loading = 正在读取…
table-no-values = 没有可选的值
table-all-values = （全选）
table-only-found = 只选搜到的
table-blank = （空白）
table-more-values = 还有 { $count } 项，请搜索
table-year = { $year } 年
table-fold-year = 收起 { $year } 年的月份
table-unfold-year = 展开 { $year } 年的月份
table-has-mobile = 有手机号
table-shared-number = 与他人同号
table-may-text = 可发短信
table-service-only = 仅服务通知
table-ask-first = 待征得同意
table-do-not-disturb = 勿扰
table-group-piles = 能否联系
table-group-text = 营销短信
table-group-call = 营销电话
table-group-status = 号码情况
table-group-type = 号码种类
table-group-region = 号码所属国家/地区
table-group-source-kind = 来源种类
table-last-days = 最近 { $days } 天
table-this-month = 本月
table-this-year = 今年
table-from = 从
table-to = 到
table-unreadable-range = 看不懂这个写法，请检查。
table-ok = 确定
table-cancel = 取消
table-move-left = 左移一列
table-move-right = 右移一列
table-hide-column = 隐藏此列
table-choose-columns = 选择要显示的列…
table-usual-columns = 恢复默认
table-move-up = 上移 { $column }
table-move-down = 下移 { $column }
table-empty-book = 还没有客户
table-empty-book-words = 导入一份客户表格，或者先新建一位客户。
table-nobody = 没有符合条件的客户
table-nobody-search = 没有搜到“{ $search }”。
table-nobody-filter = 当前条件：{ $filter }
table-clear-filter = 清除筛选
table-edit = 编辑此格
table-add-tag = 加标签…
table-remove-tag = 去掉标签
table-include = 加入分组
table-exclude = 移出分组
table-only-like = 只看“{ $value }”
table-delete = 删除 { $count } 人
table-back = 返回
table-nothing-copied = 所选客户没有可复制的号码。
table-copied-number = 已复制 { $number }
table-copied-numbers = 已复制 { $count } 个号码
table-copied-rows = 已复制 { $count } 行

## end ui-table

## ui-pane: 分组与筛选

pane-segments = 分组
pane-filters = 筛选
pane-everyone = 全部客户
pane-contact = 能否联系
pane-own = 我的分组
pane-own-empty = 筛选出一批客户后，点 + 存为分组
pane-attention = 需要处理
pane-attention-none = 没有需要处理的
pane-tags = 标签
pane-sources = 来源
pane-more = 更多（{ $count }）
pane-less = 收起
pane-add = 把当前筛选存为分组
pane-shared = 共用号码
pane-invalid = 号码有误
pane-ambiguous = 号码有两种读法
pane-masked = 号码被隐藏
pane-lossy = 号码缺数字
pane-relay = 平台虚拟号
pane-no-consent = 没有同意记录
pane-expiring = 同意快到期
pane-rename = 重命名…
pane-colour = 颜色
pane-update = 改为当前筛选
pane-duplicate = 复制一份
pane-delete = 删除分组
pane-copy-of = { $name } 副本
pane-clear = 清除全部
pane-clear-one = 清除{ $what }
pane-search-values = 在{ $what }中查找
pane-no-values = 没有可选的值
pane-more-values = 还有 { $count } 个，请用查找
pane-from = 从
pane-to = 到
pane-not-a-number = 请填数字
pane-day-within = { $days } 天内
pane-day-longer = { $days } 天以前
pane-day-never = 从未下单
pane-blank = 空白
segment-save-title = 存为分组
segment-rename-title = 重命名分组
segment-save = 存为分组
segment-rename = 重命名
segment-cancel = 取消
segment-name = 分组名称
segment-name-hint = 例如：深圳老客
segment-holds = 条件：{ $words }
segment-holds-search = 搜索框里的内容也会作为条件。
colour-0 = 紫色
colour-1 = 青色
colour-2 = 橙红
colour-3 = 橙色
colour-4 = 蓝色
colour-5 = 玫红
colour-6 = 绿色
colour-7 = 灰色
why-title = 为什么这个人在这里
why-title-not = 为什么这个人不在这里
why-close = 关闭
why-by-hand = 手工加入
why-left-out = 手工移出
why-own = 现为 { $value }
why-own-nothing = 没有填写
why-holds = 符合
why-holds-not = 不符合
why-include = 手工加入
why-exclude = 手工移出
why-automatic = 按条件决定
why-no-conditions = 没有条件，所有客户都在这里。

## end ui-pane

## ui-bar: 筛选条

subject-orders = 订单数
subject-spent = 消费
subject-created = 添加时间
subject-last-order = 最近下单
subject-phone = 号码
subject-number-status = 号码状态
subject-number-type = 号码类型
subject-number-region = 号码国家
subject-source-kind = 来源类型
subject-consent = 能否联系
subject-province = 省份
part-address = 地址
part-order = 订单
part-consent = 同意记录
flag-duplicate = 与别人共用
flag-invalid = 有误
flag-ambiguous = 有两种读法
flag-masked = 被隐藏
flag-lossy = 数字丢失
flag-relay = 平台虚拟号
flag-expiring = 同意快到期
channel-sms = 短信
channel-call = 电话
channel-email = 邮件
channel-post = 信件
channel-whatsapp = WhatsApp
channel-wechat = 微信
purpose-service = 服务
purpose-research = 调研
pile-may-text = 可发短信
pile-service-only = 仅服务通知
pile-ask-first = 待征得同意
pile-do-not-disturb = 勿扰
condition-contains = 包含
condition-contains-not = 不包含
condition-not = { $label }不是
condition-none-of = 不满足
condition-any-of = 任一
condition-and = 且
condition-or = 或
condition-and-more = { $first } 等 { $count } 个
condition-within = 含“{ $text }”
condition-blank = 空白
condition-has = 有
condition-no = 没有
condition-can = 可联系
condition-yes = 是
condition-no-value = 否
range-over = 多于 { $x }
range-under = 少于 { $x }
range-at-least = { $x } 或以上
range-at-most = { $x } 或以下
range-between = { $a } 至 { $b }
date-after = { $x } 之后
date-before = { $x } 之前
date-from = { $x } 起
date-until = { $x } 为止
date-between = { $a } 至 { $b }
date-year = { $year } 年
age-is = 正好 { $x }前
age-within = { $x }内
age-longer = { $x }以前
age-between = { $a }至 { $b }前
age-days = { $count } 天
age-weeks = { $count } 周
age-months = { $count } 个月
age-years = { $count } 年
filterkey-name = 姓名
filterkey-company = 公司
filterkey-ref = 会员名/编号
filterkey-phone = 号码
filterkey-email = 邮箱、邮件
filterkey-city = 城市
filterkey-province = 省份
filterkey-country = 国家/地区
filterkey-tag = 标签
filterkey-source = 来源
filterkey-list = 导出过的名单
filterkey-source_kind = 来源类型
filterkey-created = 添加时间
filterkey-orders = 订单数
filterkey-last_order = 最近下单
filterkey-spent = 消费
filterkey-region = 号码国家
filterkey-type = 号码类型
filterkey-id = 序号
filterkey-has = 有
filterkey-no = 没有
filterkey-is = 号码状态
filterkey-pile = 能否联系
filterkey-can = 可联系
filterkey-sms = 短信
filterkey-call = 电话
filterkey-post = 信件
filterkey-whatsapp = WhatsApp
filterkey-wechat = 微信

bar-search = 搜姓名、号码、拼音、邮箱…
bar-search-clear = 清空搜索
bar-add = 条件
bar-save = 存为分组
bar-update = 更新分组
bar-remove = 去掉
bar-text = 文字
bar-text-name = 用文字写的筛选条件
bar-text-hint = 例如 city:深圳 orders:3.. tag:VIP
bar-people = { $found } / { $everyone } 人
bar-add-title = 按什么筛选
bar-word = 包含这些字

## end ui-bar

## ui-inspector: 客户详情

inspector-nobody = 还没选客户
inspector-nobody-more = 点一位客户，这里显示联系方式、能否联系、订单和来龙去脉。
inspector-unnamed = （没有姓名）
inspector-customer-since = { $year } 年起的客户
inspector-copy-number = 复制手机号
inspector-record = 记录…
inspector-more = 更多
inspector-edit-name = 改姓名
inspector-edit-company = 改公司
inspector-copy-email = 复制邮箱
inspector-why = 为什么在这个列表里
inspector-delete = 删除这位客户
inspector-copied = 已复制 { $what }
inspector-close = 关闭
inspector-why-everyone = 现在显示的是全部客户，没有筛选条件。
inspector-why-by-hand = 手动放进了这个分组。
inspector-why-left-out = 手动移出了这个分组。
inspector-why-holds = 符合：{ $condition }
inspector-why-fails = 不符合：{ $condition }
inspector-add-tag = 加标签
inspector-remove-tag = 去掉标签 { $tag }
inspector-reach = 联系方式
inspector-add-number = 加号码
inspector-add-email = 加邮箱
inspector-no-reach = 还没有任何联系方式。
inspector-number = 电话号码
inspector-email = 邮箱
inspector-city = 城市
inspector-name = 姓名
inspector-company = 公司
inspector-notes = 备注
inspector-edit = 修改 { $what }
inspector-remove = 删除 { $what }
inspector-carrier = 原号段{ $carrier }
inspector-shared-with = 与{ $names }共用
inspector-enter-saves = 回车保存，Esc 取消
inspector-consent = 能否联系
inspector-no-consent = 还没有记录。联系之前请先征得同意。
inspector-since = 自 { $date } 起
inspector-orders = 订单
inspector-order-count = { $count } 笔订单
inspector-last-order = 最近下单
inspector-all-orders = 全部…
inspector-fewer-orders = 收起
inspector-no-date = 日期不详
inspector-no-item = 未写商品
inspector-more-lines = 还有 { $count } 条
inspector-story = 来龙去脉
inspector-imported = 导入：{ $source }
inspector-imported-plain = 从文件导入
inspector-made-by-hand = 手工新建
inspector-row = 第 { $row } 行
inspector-voided = 已撤销
inspector-notice = 告知书 { $version }
inspector-until = 到 { $date }
inspector-fields = 其他资料
inspector-add-notes = 写备注
inspector-several = 已选 { $people }
inspector-record-for-all = 记录能否联系…
inspector-tag-name = 标签名
inspector-tag-all = 加标签…
inspector-cancel = 取消
inspector-copy-all = 复制号码
inspector-copied-all = 已复制 { $count } 个号码
inspector-delete-all = 删除
inspector-pile-may-text = 可发短信
inspector-pile-service-only = 仅服务通知
inspector-pile-ask-first = 待征得同意
inspector-pile-do-not-disturb = 勿扰
inspector-loading = 正在读取…
new-contact-title = 新建客户
new-contact-save = 保存
new-contact-mobile = 手机
new-contact-tags = 标签（用逗号分开）
new-contact-known = 这个号码已在客户本里：{ $name }
new-contact-open = 打开

## end ui-inspector

## ui-consent: 记录同意

people = { $count } 人
consent-channel-sms = 短信
consent-channel-call = 电话
consent-channel-email = 邮件
consent-channel-post = 信件
consent-channel-whatsapp = WhatsApp
consent-channel-wechat = 微信
consent-any-channel = 所有方式
consent-purpose-marketing = 营销
consent-purpose-service = 服务
consent-purpose-research = 调研
consent-kind-request = 询问
consent-kind-grant = 同意
consent-kind-permit = 其他依据
consent-kind-refuse = 拒绝
consent-kind-withdraw = 退订
consent-kind-invalidate = 同意无效
consent-kind-expire = 同意到期
consent-kind-void = 撤销
consent-kind-restore = 恢复
consent-method-import = 导入的文件
consent-method-web_form = 网页表单
consent-method-paper = 纸质表格
consent-method-in_person = 当面
consent-method-verbal_call = 电话告知
consent-method-sms_reply = 短信回复
consent-method-email_click = 邮件链接
consent-method-qr = 扫码
consent-method-program = 号簿自动记录
consent-about-all = 全部联系
consent-about-purpose = 所有{ $purpose }
consent-about-scope = { $channel }{ $purpose }
consent-did-request = 已询问{ $what }，等待回复
consent-did-grant = 同意{ $what }
consent-did-permit = { $what }另有依据
consent-did-refuse = 拒绝{ $what }
consent-did-withdraw = 退订{ $what }
consent-did-invalidate = { $what }的同意无效
consent-did-expire = { $what }的同意到期
consent-did-void = 撤销了一条记录
consent-did-restore = 恢复了一条记录
consent-is-unknown = 待征得同意
consent-is-requested = 已询问 { $date }，等待回复
consent-is-claimed = 说是已同意，还缺凭证
consent-is-granted = 已同意
consent-is-granted-until = 已同意，到 { $date }
consent-is-permitted = 合同等依据
consent-is-permitted-until = 合同等依据，到 { $date }
consent-is-refused = 已拒绝 { $date }
consent-is-withdrawn = 已退订 { $date }
consent-is-expired = 同意已到期 { $date }
consent-is-invalidated = 同意无效 { $date }
consent-proof-own-act = 对方亲自操作，原话和时间都有记录
consent-proof-recorded = 有据可查
consent-proof-claimed = 只是一面之词，还缺凭证
consent-proof-none = 没有凭证
consent-act-sms = 发{ $purpose }短信
consent-act-call = 打{ $purpose }电话
consent-act-email = 发{ $purpose }邮件
consent-act-post = 寄{ $purpose }信件
consent-act-whatsapp = 发{ $purpose } WhatsApp
consent-act-wechat = 发{ $purpose }微信
consent-title = 记录能否联系 · { $who }
consent-save = 记录
consent-opt-out-texts = 退订短信
consent-opt-out-calls = 退订电话
consent-opt-out-all = 全部退订
consent-channels = 方式
consent-purpose = 用途
consent-what = 对方表示
consent-pick-grant = 同意
consent-pick-refuse = 拒绝
consent-pick-withdraw = 退订
consent-pick-request = 已询问，等待回复
consent-pick-permit = 合同等其他依据
consent-how = 怎么说的
consent-date = 日期
consent-time = 时间
consent-until = 有效期到（可不填）
consent-which = 号码/邮箱
consent-which-all = 全部号码和邮箱
consent-note = 备注或凭证在哪里
consent-note-hint = 例如：进店时当面说的；录音在店里电脑
consent-wording = 对方看到的原话（可不填）
consent-wording-hint = 例如：我同意接收花样年华花店的优惠短信
consent-pick-channel = 请至少选一种联系方式。
consent-wrong-time = 这不是时间。可以写 10:22。
consent-no-date = 请填写日期。
consent-in-future = 这个时间还没到。请填写对方实际表态的时间。
consent-ends-early = 有效期要晚于对方表态的日期。
consent-then-may = 记录之后：可以给{ $who }{ $act }。
consent-then-not = 记录之后：不再给{ $who }{ $act }。
consent-then-wait = 记录之后：等对方回复，暂不给{ $who }{ $act }。
consent-then-unproven = 记录之后：还不能给{ $who }{ $act }。请写备注或原话，或选“当面”。
consent-then-no-point = 记录之后：没有可用的号码或邮箱，仍不能给{ $who }{ $act }。
consent-open-calendar = 打开日历
consent-month-before = 上个月
consent-month-after = 下个月
consent-wrong-date = 这不是日期。可以写 2026-01-31。
consent-weekday-1 = 一
consent-weekday-2 = 二
consent-weekday-3 = 三
consent-weekday-4 = 四
consent-weekday-5 = 五
consent-weekday-6 = 六
consent-weekday-7 = 日

## end ui-consent

## ui-history: 操作记录

op-did-create = 创建客户本
op-did-import = 导入文件
op-did-import-of = 导入 { $source }
op-did-with = { $what }：{ $parts }
op-did-add = 新建 1 位客户
op-did-edit = 修改 { $people }的资料
op-did-delete = 删除 { $people }
op-did-tag = 给 { $people }加标签 { $tag }
op-did-untag = 去掉 { $people }的标签 { $tag }
op-did-tags = 修改 { $people }的标签
op-did-consent = 记录能否联系
op-did-consent-of = 记录{ $what }（{ $about }）：{ $people }
op-did-export = 导出文件
op-did-export-of = 导出 { $what }
op-did-undo = 撤销
op-did-redo = 重做
op-did-fields = 更改自定义字段
op-did-segments = 更改分组
op-did-segment = 更改分组“{ $name }”
history-title = 操作记录
history-words = 对这本客户本做过的每一件事。撤销从最新的一步开始，撤销后还可以重做。
history-undo-last = 撤销上一步
history-redo = 重做：{ $what }
history-undo-to = 撤销到这里
history-undo-to-of = 撤销到这里：{ $what }
history-undone = 已撤销
history-owner = 店主
history-empty = 还没有操作
history-empty-words = 导入一张表格或新建一位客户后，这里会记下每一步，随时可以撤销。
history-import = 导入表格
history-confirm-title = 撤销到这里？
history-confirm = 从最新的开始，将撤销 { $count } 步：
history-confirm-more = 以及更早的 { $count } 步
history-confirm-redo = 撤销后还可以一步步重做。
history-confirm-do = 撤销 { $count } 步
history-cancel = 取消
history-stop = 停下
history-undoing = 正在撤销
history-left = 还需 { $seconds } 秒
history-did-undo = 已撤销 { $count } 步
history-loading = 正在读取记录…

## end ui-history

## ui-send: 导出名单

send-title = 导出名单
send-step-who = 导出谁
send-step-what = 哪些列
send-step-done = 写好了
send-whom = 导出谁
send-selected = 选中的 { $count } 人
send-shown = 列表里的 { $count } 人：{ $what }
send-everyone = 全部 { $count } 人
send-segment = 一个分组
send-segment-which = 分组
send-what-for = 用来做什么
send-to-contact = 联系他们
send-to-contact-means = 只要可以这样联系的人，每个号码、每个地址只出现一次。其余的人不写进去，并数给您看。
send-records = 自己留底
send-records-means = 全部人员，不管同意了什么。不能拿去群发。
send-records-short = 留底
send-editing = 在 Excel 或 WPS 里改，再拿回来
send-editing-means = 在表格里改好后把文件拖回来，每处改动先给您看，点头才算数。排序、加行、删行都认得。
send-editing-short = 待修改
send-editing-how = 请别动最后那个隐藏列：文件回来时靠它认出每一行。文件没有加密，用完请删掉。
send-over = 用什么方式
send-purpose = 说什么
send-marketing-means = 优惠和活动：必须有拿得出凭证的同意。
send-service-means = 只说他们自己的订单或预约，不推销。
send-research-means = 问卷调查：必须同意过调研。
send-counting = 正在数…
send-of = 共 { $count } 人
send-reached = 名单上 { $count } 人
send-nobody-left-out = 没有人被排除。
send-left-out = 排除 { $count } 人
send-left-out-means = 每人只算一次，按最要紧的原因。点数字看是谁。
send-once = 每个号码、每个地址只出现一次，排在前面的人留下。
send-once-post = 有地址的人每人一条。
send-names-of = { $reason }：{ $count } 人
send-nobody = 没有人可以这样联系。换一批人，或换一种方式。
send-so-far = 名单上 { $reached } 人，排除 { $left } 人。还没有写任何文件。
send-columns = 要哪些列
send-columns-means = 文件里没有的，就不会落到别人手里：只勾了必要的列。
send-columns-fewest = 只要必要的
send-columns-all = 全选
send-no-columns = 至少勾一列。
send-preview = 前几行
send-plain-contact = 文件没有加密。客户本会记下名单上有谁，以后问起谁收到过什么，都查得到。
send-whole-or-not = 文件要么完整写好，要么不出现。
send-now = 导出 { $count } 人
send-running-safe = 现在停下，什么都不会写出去。
send-written = 写好了 { $count } 人
send-remembered = 客户本记下了这份名单和上面的人：看左边的“名单”，或每个人的来历。
send-not-remembered = 这个客户本是只读打开的，没有记下这份名单上有谁。
send-show-list = 看这份名单
send-copy-place = 复制文件位置
send-copied-place = 文件位置已复制。
send-another = 再导出一份

left-out-withdrawn = 已退订
left-out-refused = 说过不要
left-out-service-only = 只能发服务通知
left-out-expired = 同意已过期
left-out-invalidated = 同意不算数
left-out-unproven = 说是同意，没有凭证
left-out-unanswered = 问过，还没回
left-out-no-consent = 没问过
left-out-unusable = 没有能用的号码或地址
left-out-shared = 和前面的人号码相同
left-out-means-withdrawn = 他们说过不要再发。除非重新同意，不能再放进这种名单。
left-out-means-refused = 问过，他们不同意。
left-out-means-service-only = 可以告诉他们自己的订单和预约。要发优惠，先问一声。
left-out-means-expired = 同意过，但期限已过。请再问一次。
left-out-means-invalidated = 记录里的同意后来发现不算数。请再问一次。
left-out-means-unproven = 表格里写着同意，但拿不出凭证。请问本人，或补记是什么时候、怎样、对哪句话同意的。
left-out-means-unanswered = 问过，还没有回答。不回答不等于同意。
left-out-means-no-consent = 不知道他们同意过什么。下次来店时问一声：Ctrl L，“当面问一句”。
left-out-means-unusable = 没有这种方式能用的号码或地址，或者号码不对、被隐藏、是平台的临时号。
left-out-means-shared = 名单前面的人有同样的号码或地址，只发一次。

rail-lists = 名单
command-lists = 导出过的名单
lists-title = 导出过的名单
lists-about = 每次导出的文件，和上面的人。
lists-with = 名单里有
lists-all = 重新显示全部名单
lists-gone = 已删除的人
lists-none-of = 这位客户不在任何导出过的名单里。
lists-people = { $count } 人
lists-columns = 列：{ $columns }
lists-find = 姓名或号码
lists-nobody = 这份名单里没有这个姓名或号码。
lists-gone-people = 其中 { $count } 人已不在客户本里。
lists-empty = 还没有导出过名单
lists-empty-words = 每次导出，客户本都会记下文件里有谁、什么时候、用来做什么。
lists-export = 导出名单
lists-in = 在 { $count } 份导出过的名单里

lists-show-people = 在客户列表里看
subject-list = 导出过的名单
column-province = 省份
column-street = 地址
column-postcode = 邮编

## end ui-send

## ui-roundtrip: 改好的名单回来

op-round_trip = 收回改好的名单
op-did-trip = 收回改好的名单
trip-not-for-editing = 只有自己用的 CSV 或 Excel 名单才能改好再收回来。
trip-title = 改好的名单回来了
trip-reading = 正在和客户本逐格比对…
trip-running = 正在收下改动…
trip-running-safe = 停止后，客户本和之前一模一样。
trip-safe = 还没有写入任何内容，收下后也可以一步撤销。
trip-book-read-only = 这个客户本只能看，不能改。
trip-open-book = 这份名单是从一个客户本导出来改的。先打开那个客户本，再把文件拖进来，就能逐格核对改动。
trip-as-plain = 当作普通文件导入
trip-bring = 收下 { $count } 处改动
trip-bring-nothing = 没有要收下的改动
trip-no-changes = 文件里的内容和客户本完全一样。
trip-which = 哪些改动要收下？
trip-list = { $file }，{ $date } 导出，{ $count } 人
trip-columns = 按列勾选
trip-sum-unchanged = { $count } 行没有变化
trip-sum-people = { $count } 人有改动
trip-sum-new = { $count } 行是新加的
trip-sum-gone = { $count } 人不在文件里了
trip-sum-damaged = { $count } 格被表格软件改坏，保持原样
trip-sum-conflicts = { $count } 处两边都改过
trip-other-book = 这些行是从另一个客户本导出的。请打开那个客户本再比对。
trip-no-list = 文件里没有一行属于这个客户本导出的名单。
trip-shuffled = 很多行的内容和它的标记对不上，可能只给一部分列排了序。已全部取消勾选。请在表格里撤销排序，再把文件拖进来。
trip-missing-columns = 文件里删掉了这些列：{ $heads }。客户本里的内容不受影响。
trip-strange-columns = 文件里多了这些列：{ $heads }。这些列不会收下。
trip-section-people = 有改动的 { $count } 人
trip-section-new = 新加的 { $count } 行
trip-section-gone = 不在文件里的 { $count } 人
trip-section-kept = 保持原样的 { $count } 格
trip-section-odd = 认不出的 { $count } 行
trip-tick-all = 全选：{ $what }
trip-change = { $head }：{ $old } → { $new }
trip-cleared = 清空
trip-nothing = （空）
trip-conflict = 客户本里也改过
trip-new-copy = 从 { $name } 那一行复制的
trip-new-twin = 电话或邮箱和 { $name } 相同
trip-gone-keep = 留在客户本里
trip-gone-delete = 移到回收站
trip-kept-book = 保持 { $value }
trip-read-only-column = 这一列不能在这里改
trip-damage-scientific = 变成了科学计数
trip-damage-plus = 前面的加号丢了
trip-damage-zeros = 前面的 0 丢了
trip-damage-decimals = 小数点后的 0 变了
trip-damage-dressed = 变成了金额格式
trip-damage-rounded = 末尾几位变成了 0
trip-damage-date = 变成了日期
trip-damage-serial = 日期变成了数字
trip-damage-narrow = 只剩 #：列太窄
trip-damage-error = 公式出错
trip-damage-characters = 有些字变成了问号
trip-damage-new = 新填的号码丢了末几位，请重新填写
trip-odd-broken = “haobu-id”一列被改动过
trip-odd-other-book = 属于另一个客户本
trip-odd-unknown = 这个客户本没有导出过这份名单
trip-odd-not-in-book = 已不在客户本里
trip-odd-above = 在表头上方
trip-done = 改动收下了
trip-done-nothing = 没有改动任何内容。
trip-done-cells = 改动的格数（{ $people }）
trip-done-added = 新客户
trip-done-deleted = 移到回收站
trip-done-kept = { $count } 格保持了客户本里的内容。
trip-refused = { $count } 处没有收下
trip-refused-changed = 客户本里刚刚改过
trip-refused-suppressed = 对方要求不再保留
trip-undo = 全部撤销
trip-undone-means = 客户本和收下之前一样。

## end ui-roundtrip

## ui-palette: 查找命令

palette-title = 查找命令或客户
palette-hint = 输入命令、分组或客户，可用拼音首字母
palette-none = 没有找到“{ $text }”。
palette-commands = 命令
palette-segments = 分组
palette-people = 客户
palette-not-now = 现在不能用

## end ui-palette

## ui-review: 逐一核对

command-review = 逐一核对…
command-look-up = 柜台查号
command-keys = 快捷键一览
op-review = 核对
op-did-review-begin = 开始逐一核对
op-did-review-drop = 收起一份核对名单
op-did-review-step = 核对：{ $what }
decision-waiting = 未核对
decision-kept = 保留
decision-tagged = 加标签
decision-mended = 改号码
decision-invalid = 号码无效
decision-withdrawn = 退订
decision-skipped = 跳过
decision-deleted = 删除
review-title = 逐一核对
review-about = 一位一位地看，每位按一个键。随时可以停下，下次接着核对；每一步都能撤销。
review-name = 给这份名单起个名字
review-selected = 选中的 { $count } 人
review-shown = 列表里显示的 { $count } 人
review-resume = 继续核对：{ $name }（{ $done } / { $total }）
review-start = 开始核对
review-go-on = 继续核对
review-starting = 正在准备…
review-keep = 保留
review-tag = 加标签
review-tag-with = 加标签 { $tag }
review-other-tag = 换个标签
review-mend = 改号码
review-invalid = 号码无效
review-withdraw = 退订
review-skip = 跳过
review-delete = 删除
review-back = 上一位
review-forward = 下一位
review-number-up = 选上一个号码
review-number-down = 选下一个号码
review-pause = 先停下
review-drop = 不再核对这份名单
review-method = 退订时怎么说的
review-method-is = 退订：{ $how }
review-place = 第 { $place } 位，共 { $total } 位
review-progress = 核对进度
review-was = 已核对：{ $what }
review-numbers = 号码
review-read = 现读作 { $text }
review-written = 原文：{ $text }
review-no-number = 没有号码
review-tags = 标签
review-source = 来源
review-gone = 这位客户已经删除。要找回来，请撤销删除那一步；也可以直接看下一位。
review-mend-name = 正确的号码
review-tag-name = 标签
review-tag-help = 回车加上。之后按一下 T，就加同一个标签
review-done = 核对完了
review-done-words = “{ $name }”，{ $people }都看过了。
review-leave = 回到客户
review-again = 再看跳过的 { $count } 人

## end ui-review

## ui-lookup: 柜台查号

lookup-title = 柜台查号
lookup-hint = 号码的任意几位，或后四位
lookup-about = 问一下顾客手机号的后四位。也可以输入姓名或拼音。
lookup-more = 一共 { $people }，多输几位就少了
lookup-nobody = 客户本里没有“{ $text }”。
lookup-last-order = { $ago }下单
lookup-name = 新建客户 { $number }
lookup-read-out = 问一句：
lookup-add = 新建
lookup-add-agrees = 新建，对方同意收短信
lookup-ask = 当面问一句
lookup-notice = 柜台当面询问
lookup-wording = { $shop }有新品和优惠时，想发短信告诉您，可以吗？不想收了，随时告诉我们就停发。
lookup-edit-wording = 改这句话
lookup-wording-done = 改好了
lookup-yes = 同意
lookup-no = 不同意
lookup-kept = 回答和这句原话会一起记下来，作为凭证。
lookup-said-yes = 对方已经同意过，不用再问。如果现在说不要了，按 N。
lookup-said-no = 对方以前说过不要。除非对方主动提起，请不要再问。
lookup-said-yes-now = 记下了：同意。可以发营销短信了。
lookup-said-no-now = 记下了：不同意。不会再给对方发营销短信。
lookup-no-mobile = 这个号码收不到短信，不用问。
lookup-next = 下一位
lookup-open = 打开资料
keys-finding = 查找
keys-people = 客户
keys-steps = 操作
keys-places = 界面
keys-look = 显示
keys-book = 客户本
keys-table = 在客户列表里
keys-table-rows = 上一行、下一行
keys-table-extend = 连着选中
keys-table-columns = 左一列、右一列
keys-table-ends = 第一行、最后一行
keys-table-toggle = 选中或取消
keys-table-edit = 编辑
keys-table-menu = 打开菜单

## end ui-lookup

## ui-demo: 示例客户本

help-demo = 打开窗口，看看示例客户本（放在临时文件夹里）
demo-no-display = 这里没有显示器，打不开窗口。
demo-no-graphics = 窗口打不开：{ $said }
demo-without-window = 不用窗口也能用的命令：{ $commands }。在命令后加 --help 可以看用法。

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
edit-never-again = 这一行的号码或邮箱已列入不再导入，只能丢弃。

## import-kinds: 各种文件

import-left-out = 以下文件里没有客户名单，未导入：{ $files }
intake-field-birthday = 生日

## end import-kinds

## backup: 备份、还原和文件故障

help-backup = 备份，并试着还原一次
help-backup-book = 客户本
help-backup-to = 备份放到这个文件夹，而不是客户本旁边的那个
help-backup-json = 输出一个 JSON 对象
help-restore = 用备份还原客户本
help-restore-backup = 要还原的备份
help-restore-book = 还原成这个客户本；原来在这里的会改名保留
help-restore-replace_other_book = 即使原来在这里的不是备份的那个客户本，也还原
help-restore-json = 输出一个 JSON 对象
help-verify = 通读并检查客户本或备份；备份会试着还原一次
help-verify-book = 客户本或备份
help-verify-json = 输出一个 JSON 对象
backup-done = 已备份，并试着还原成功：{ $path }
backup-about = 第 { $number } 份，{ $time }，{ $contacts } 位联系人
verify-backup = 备份已试着还原，完整无损。{ $backup }
restore-done = 已还原到 { $path }。{ $backup }
restore-kept = 原来的客户本保留为 { $path }。
command-backups = 备份
command-back-up = 立即备份
rail-backups = 备份
backups-title = 备份
backups-about = 关闭客户本时、每天一次，以及您需要时都会备份。每份备份都先试着还原成功才算数。备份是加密的，用您的密码打开。
backups-rehearse = 距上次查看备份已有 90 天。现在打开一份看看，到真正需要时心里有数。
backups-attention = 请留意
backups-folders = 备份放在哪里
backups-folder-current = 已是最新，共 { $count } 份
backups-folder-missing = 这个文件夹现在不在。请接上磁盘或 U 盘，下次打开客户本时会自动补上。
backups-folder-behind = 还不是最新，共 { $count } 份
backups-folder-add = 再加一个文件夹…
backups-folder-change = 换一个第二文件夹…
backups-folder-which = 文件夹，例如 U 盘上的
backups-folder-remove = 不再使用 { $path }
backups-none = 还没有备份
backups-none-words = 有了内容以后会自动备份第一份。
backups-row-about = 第 { $number } 份 · { $contacts } 位联系人 · { $size } MB
backups-row-damaged = { $name } 已损坏，不能使用
backups-look = 打开看看
backups-look-of = 打开 { $when } 的备份看看
backups-restore = 还原…
backups-restore-of = 还原 { $when } 的备份…
backups-restoring = 正在还原
backups-restored = 已还原 { $when } 的备份。原来的客户本保留为 { $kept }。
backups-confirm = 还原这份备份？
backups-confirm-do = 还原
backups-confirm-earlier = 这份备份是换密码之前的。请用当时的密码打开看看，从那里可以还原；还原后，客户本又用当时的密码打开。
backups-confirm-words = 还原前会先备份现在的客户本，并改名保留在旁边，不会覆盖任何内容。
backups-inside = 您正在查看一份备份，这里不能更改。看看里面的联系人，如果正是您要的，就还原它。要回去，请锁定后再打开客户本。
backups-see-people = 查看联系人
backups-restore-this = 还原这份备份…
backups-status-inside = 正在查看备份
backups-status-running = 正在备份…
backups-status-done = 已备份 ✓ { $when }
backups-status-changed = { $when } 备份后又有更改
backups-status-failed = 备份未完成，请看“备份”
backups-warn-elsewhere = 客户本从 { $since } 起在 { $host } 上打开着，这里只能查看。要更改，请先在那里关闭，再在这里重新打开。
backups-warn-left = { $host } 留下记号：客户本从 { $since } 起在那里打开着。这台电脑上没有程序占用它，不过先只能查看。请先去 { $host } 上看看；如果那里已经关闭，或者那台电脑已经坏了、不用了，就可以在这里更改。要是那里其实还开着，两边的更改会变成两个不同的副本。
backups-left-mend = 那里没有打开，在这里更改
backups-warn-healed = 文件开头曾损坏，已用副本修好，没有丢失任何内容。如果再次发生，可能是磁盘快坏了，请在另一块磁盘上留一份备份。
backups-warn-damaged = 文件开头已损坏。文件只读，在这里无法修复。请把客户本复制到可写的磁盘上再打开。
backups-warn-older = 这个文件比 { $seen } 在这台电脑上打开的客户本旧，少了 { $steps } 步操作，可能被旧的副本替换了。请找找较新的那份，或者从下面还原一份备份。
backups-warn-other = 这个文件和 { $seen } 在这台电脑上打开的客户本对不上，可能在别的电脑上改过。继续之前，请先和下面的备份比较。
backups-warn-copies = 客户本旁边有它的副本。两台电脑同时更改时，同步软件会留下这样的副本：
    { $found }
backups-warn-clock = 这台电脑的时钟比上次打开客户本时（{ $seen }）还早。备份不受影响，但新记录的时间会出错，请先调好时钟。
backups-copy-same = { $name }：和现在的一样，可以删除
backups-copy-older = { $name }：比现在的少 { $steps } 步，可以删除
backups-copy-newer = { $name }：比现在的多 { $steps } 步，请打开它继续使用
backups-copy-other = { $name }：有这里没有的更改，也缺少这里的一些更改，请打开看看
backups-copy-earlier = { $name }：是换密码之前的，要用当时的密码打开
backups-copy-closed = { $name }：用这个密码打不开

## end backup

## ui-held: 待确认的行，以及凭什么算同一个人

help-import-keys = 凭什么算作客户本中已有的人：number 号码、email 邮箱、ref 会员名/编号、name+birthday 姓名加生日；用逗号分隔
help-import-keep = COL 列与客户本不同时，保留客户本里的内容，只补全空白；可以多次给出

op-settle_held = 处理待确认
op-did-settle-known = 待确认的 { $rows } 行：认定为已有的人
op-did-settle-new = 待确认的 { $rows } 行：认定为新的人
op-did-settle-thrown-away = 丢弃待确认的 { $rows } 行
command-settle-held = 处理待确认的行
pane-held = 导入待确认
held-title = 导入待确认
held-progress = 已处理 { $done } / { $total }
held-how-far = 处理进度
held-skipped = 跳过 { $count }
held-row-of = { $file } 第 { $row } 行
held-several = 客户本里有好几个人对得上，是哪一位？
held-contradicts = 会员名/编号对得上，但姓名和联系方式像是另一个人。是哪一位？
held-row-says = 文件里写的
held-known = 就是这位
held-known-place = 是 { $place } 号
held-new = 是新的人
held-throw-away = 丢弃这一行
held-all-new = 同类的全部算新的人
held-throw-all-away = 同类的全部丢弃
held-all-new-of = 同类 { $rows } 行全部算新的人
held-throw-all-away-of = 同类 { $rows } 行全部丢弃
held-nobody-left = 当时对得上的人已不在客户本里。
held-more = 另有 { $count } 人也对得上，这里未列出。
held-cells = 文件中的原行
held-cell = { $head }：{ $cell }
held-no-head = （无表头）
held-same = 一致
held-stays = 保留不变
held-filled = 将补上
held-added = 将加入
held-replaced = 将被替换
held-says-name = 姓名
held-says-company = 公司
held-says-reference = 会员名/编号
held-says-numbers = 号码
held-says-emails = 邮箱
held-says-address = 地址
held-says-tags = 标签
held-says-notes = 备注
held-says-purchase = 订单
held-done = 全部处理完了
held-done-words = 没有等您确认的行了。
held-none = 没有待确认的行
held-none-words = 导入时对得上好几个人、或前后矛盾的行，会留在这里等您确认。
held-only-skipped = 只剩跳过的行
held-only-skipped-words = 还有 { $count } 行留在这里，等您决定。
held-again = 再看跳过的 { $count } 行
held-settle = 处理待确认的 { $count } 行
intake-keys = 以下相同，就算客户本里已有的人
intake-key-number = 电话号码
intake-key-email = 邮箱
intake-key-ref = 会员名/编号
intake-key-birthday = 姓名加完整生日
intake-never-overwrite = 不覆盖客户本里的这些内容（空白照样补全）

## end ui-held

## keys: passphrase, recovery code, keyring
key-word-count = 恢复码应有 { $wanted } 个单词，这里有 { $found } 个。
key-unknown-word = 第 { $place } 个不是恢复码里的单词，请检查拼写。
key-mistyped-code = 这些单词组不成一个恢复码：可能有一个写错了，或者有两个颠倒了。
key-other-code = 这个恢复码属于另一个客户本，或者已经被新的恢复码取代。
key-no-recovery-code = 这个客户本还没有恢复码。
key-nothing-sealed = 这台电脑上没有能用这个恢复码打开的东西，请选择这个客户本的备份。
key-not-sealed = 这既不是备份，也不是用恢复码封存的密钥。
key-older-key = 在这之后客户本换过密码，请选择最新的备份。
key-earlier-key = 这是换密码之前的文件，要用当时的密码打开。
key-unconfirmed = 密码已更换，但磁盘没有确认写入。请先记住旧密码，直到用新密码打开过一次，并马上做一份备份。
key-words-differ = 和纸上的单词不一样，请再看一看。
key-copy-differs = 新副本和客户本不一致，没有做任何更改。
key-no-keyring = 这台电脑没有可用的系统密钥环。用密码总能打开。
key-keyring-locked = 系统密钥环已锁定。用密码总能打开。
key-keyring-slow = 系统密钥环没有及时回应。用密码总能打开。
key-not-remembered = 这台电脑没有记住这个客户本。用密码总能打开。
op-did-change-passphrase = 更换了密码
op-did-recovery-code = 生成了新的恢复码
op-did-confirm-recovery-code = 确认了恢复码
passphrase-done = 已更换 { $path } 的密码。以前的备份仍用旧密码打开。
passphrase-no-backup = 密码已更换，但没能做成新的备份：{ $reason } 旧备份只能用旧密码打开；请用 `haobu backup BOOK` 再备份一次。
passphrase-no-recovery = 这个客户本还没有恢复码。可以用 `haobu recover 客户本 --new-code 页面` 生成。
recover-prompt = 恢复码的单词：
recover-page-done = 恢复码已写入 { $page }。请打印出来，放在找得到的地方，然后删除这个文件。
recover-check-done = 恢复码正确。
page-title = 客户本“{ $book }”的恢复码
page-what = 忘记密码时，用这 24 个单词可以打开客户本。以后再换密码，它们照样有效。
page-how-open = 打开号簿，选择客户本，再点“忘记密码？”。
page-how-type = 按顺序输入单词，大小写不限。
page-how-new = 设置一个新密码。如果换了电脑，还要选择最新的备份。
page-book = 店主姓名和电话：
page-printed = 打印日期：
page-kept = 此页存放在：
page-tools = 没有号簿时
page-tools-how = 万一以后没有号簿了，用免费工具 age 和 { $database } 也能打开备份。把下面第一行存成 key.txt，和备份放在一起，把备份改名为 shop.haobu-backup，再在 Linux 上运行其余各行。
page-care = 谁拿到这张纸和客户本文件，谁就能看到里面所有客户。请不要和电脑放在一起，打印后请删除原文件。
help-passphrase = 更换客户本的密码，或者让密码更难猜
help-passphrase-book = 客户本
help-passphrase-json = 输出一个 JSON 对象
help-kdf = 猜密码要费多大力气，从 1（内存最少）到 5（最多）；不写则不变
help-new-passphrase-file = 从这个文件读取新密码；不写则用 HAOBU_NEW_PASSPHRASE 或现场输入
help-recover = 用恢复码打开客户本，并设置新密码
help-recover-book = 客户本
help-recover-from = 要打开的备份或封存的密钥；不写则用这台电脑保存的
help-recover-code-file = 从这个文件读取恢复码的单词；不写则用 HAOBU_RECOVERY_CODE 或现场输入
help-recover-new-code = 改为生成新的恢复码，写到这个页面供打印
help-recover-check = 改为检查恢复码的单词是否正确
help-recover-age-key = 改为把恢复码写成 age 程序的密钥文件；客户本的位置请写一份备份
recover-age-key-done = 已将 age 程序用的密钥写入 { $file }。它和单词一样要保密，用完请删除。
help-recover-json = 输出一个 JSON 对象
op-change_passphrase = 更换密码
op-make_recovery_code = 新恢复码
op-confirm_recovery_code = 确认恢复码
security-remember = 在这台电脑上记住
security-remember-help = 以后在这里打开客户本不用输入密码。能用您电脑账号的人也能打开，多人共用的电脑请不要勾选。密码照样有效。
security-no-code = 这个客户本还没有恢复码。如果忘记密码，谁也打不开它。
security-unconfirmed-code = 恢复码已生成，但您还没有确认已经抄下来。
security-confirmed-code = 恢复码已经抄好。请放在找得到的地方。
security-make-code = 生成恢复码…
security-new-code = 生成新的恢复码…
security-change-passphrase = 更换密码…
recovery-reminder = 请抄下恢复码
recovery-title = 恢复码
recovery-making = 正在生成恢复码…
recovery-what = 忘记密码时，用这 24 个单词可以打开客户本。单词只在现在显示一次，以前的恢复码随之作废。请打印或抄写下来，不要和电脑放在一起。
recovery-page = 保存供打印的页面
recovery-page-file = 恢复码 { $book }.html
recovery-save-page = 保存页面
recovery-saved = 页面已保存。请打开并打印，然后删除这个文件。
recovery-written = 我已经抄好了
recovery-confirm = 确认
recovery-later = 以后再说
recovery-back = 再看一次单词
recovery-quiz = 请照着纸输入这三个单词。
recovery-word = 第 { $place } 个单词
recovery-done = 恢复码已确认。请把纸放在找得到的地方。
change-title = 更换密码
change-what = 客户本会用新密码复制一份，确认完整后才替换原来的文件。恢复码继续有效，以前的备份仍用旧密码打开。
change-forgotten = 客户本是用恢复码打开的。请设置新密码，恢复码继续有效。
change-present = 现在的密码
change-new = 新密码
change-wrong = 这不是这个客户本的密码。
change-harder = 让密码更难猜（打开客户本会慢一些）
change-act = 更换
change-working = 正在更换密码…
change-done = 密码已更换
unlock-remembered = 不用密码直接打开
unlock-forgotten = 忘记密码？
forgotten-what = 请按顺序输入恢复码的 24 个单词。
forgotten-words = 恢复码的单词
forgotten-from = 备份（可不填）
forgotten-from-help = 客户本来自别的电脑，或者已经丢失时，请选择它最新的一份备份。
forgotten-open = 用恢复码打开
forgotten-back = 返回输入密码
command-security = 安全检查
rail-security = 安全
security-title = 安全
security-all-done = 该做的都做好了。
security-left = 还有 { $count } 件事值得做，见下面带三角标记的几项。
security-checklist = 检查清单
security-check-passphrase = 密码
security-grade-weak = 太弱，几小时就能猜中。请换一个长的，比如几个不相干的词。
security-grade-fair = 一般，几个月能猜中。换一个更长的更安心。
security-grade-good = 够强，几十年也难猜中。
security-grade-very-good = 很强，一辈子也猜不中。
security-grade-unknown = 强弱不明：只有在窗口里设置密码时才看得出来。
security-check-cost = 猜密码的代价
security-cost = 第 { $level } 级，最高 5 级。每猜一次要占用 { $memory } MB 内存。
security-harder = 让密码更难猜…
security-backup-current = { $when } 做的备份里什么都有，并且试着还原成功过。
security-backup-behind = { $when } 备份后又有更改。关闭客户本时会自动再备份。
security-backup-failed = 有一处没能备份成功，请到备份里看看。
security-to-backups = 备份和还原…
security-check-second = 第二个备份位置
security-second-none = 备份只放在一个地方，电脑丢了就都没了。请再加一个 U 盘或磁盘。
security-second-there = 备份放在两个地方。
security-add-second = 再加一个位置…
security-check-rehearsal = 打开备份看看
security-rehearsal-due = 已有 90 天没看过备份了。现在打开一份看看，到真正需要时心里有数。
security-rehearsal-by = 下一次请在 { $day } 之前打开一份看看。
security-rehearse = 打开一份…
security-check-lock = 自动锁定
security-lock-after = 闲置 { $minutes } 分钟后锁定；电脑睡眠或锁屏时也会锁定。
security-lock-never = 闲置时不锁定：您离开后，坐到电脑前的人都看得到。
security-change-lock = 更改锁定时间…
security-computer = 这台电脑
security-limits = 号簿做不到的
security-limit-forgotten = 密码和恢复码都没有了，就没有人能打开客户本，我们也不能。
security-limit-open = 客户本打开着的时候，坐到电脑前的人都看得到。离开时请锁定（Ctrl Shift L）。
security-limit-computer = 电脑里如果有木马，它能记下您敲的密码，也能看到打开着的客户本。
security-limit-remembered = 勾选了“在这台电脑上记住”，能用您电脑账号的人就能打开客户本。
security-limit-shared = 几个人共用一个密码，号簿分不清是谁做的。
security-limit-older = 能动这个文件的人看不到里面的客户，但可以换回一份旧的。在打开过它的电脑上，整份换旧会有提醒。
security-limit-exports = 导出的表格不加密，发给谁、存在哪里，请自己留心。
change-harder-title = 让密码更难猜
change-harder-what = 密码不变，但每猜一次要多花一倍左右的时间和内存，打开客户本也会慢一些。客户本会复制一份，确认完整后才替换原来的文件。
change-harder-act = 更难猜
change-harder-done = 密码没变，现在更难猜了
## end keys
## sweep: Several files at once

import-left-out-more = 还有 { $count } 个同样的文件。
import-left-out-because = 未导入 { $name }：{ $why }
sweep-choose-folder = 选择文件夹…
sweep-which = 哪些文件要导入？
sweep-found = 找到 { $files } 份名单，一共 { $rows } 行。不要的去掉勾选就行。
sweep-columns = 逐列核对…
sweep-files = 回到文件列表
sweep-head-file = 文件
sweep-head-kind = 认出是
sweep-head-rows = 行数
sweep-head-columns = 用到的内容
sweep-head-brings = 能带来
sweep-take = 导入 { $name }
sweep-plain = 普通表格
sweep-brings-new = 新客户 { $count }
sweep-brings-more = 补充 { $count }
sweep-brings-held = 待确认 { $count }
sweep-brings-rejected = 不能导入 { $count }
sweep-brings-nothing = 没有新内容
sweep-brings-not = 不导入
sweep-left-out = 有 { $count } 个文件不导入
sweep-left-out-all = 显示全部 { $count } 个
sweep-left-out-hint = 其中有要导入的，把它单独拖进来，再指定每一列是什么。
sweep-why-kind = 不是客户名单
sweep-why-empty = 里面没有数据
sweep-why-nobody = 看不出哪一列是姓名或号码
sweep-why-large = 文件太大
sweep-by-file = 各个文件
sweep-chosen = { $count } 个文件

## end sweep

## watch: Watched folders

op-watch = 自动导入
op-did-watch-nothing = 自动导入：有个文件没有新内容
op-did-watch-waiting = 自动导入：有个新文件等您确认
op-did-watch-failed = 自动导入：有个文件读不了
op-did-watch-left-out = 自动导入：有个文件不导入
watch-no-settings = 还不知道这种文件怎么导入。请手动导入一次，并勾选“下次照此导入”。
watch-no-heads = 文件里没有写明每一列是什么，请手动导入。
watch-proof-day = 不知道这些人是哪一天同意的，请手动导入并填上日期。
watch-edited-list = 这是从客户本导出去改过的名单，请先看看改了哪些再收回。
watch-begins = 正在看着 { $path }，按 Ctrl-C 结束。
watch-imported = { $rows } 行：新客户 { $new }，补充 { $more }，待确认 { $held }，不能导入 { $rejected }
help-import-watch = 看着这个文件夹，来一个文件导入一个，每个只导一次，按 Ctrl-C 结束；不写 --source 时按客户本里记住的设置
help-import-once = 和 --watch 一起用：只导入现在有的文件，然后结束
command-watch = 自动导入
watch-title = 自动导入
watch-about = 客户本打开时，放进这个文件夹的名单会自动导入，每个文件只导一次。还没导过的那种文件会先等您确认，不会乱猜。
watch-manage = 设置自动导入
watch-folder = 文件夹
watch-folder-none = 还没有选文件夹。
watch-folder-which = 要看着的文件夹
watch-folder-change = 换一个文件夹…
watch-folder-stop = 不再自动导入
watch-here = 文件夹只记在这台电脑上；哪些文件已经导入，记在客户本里。
watch-quiet = 正在看着，现有的文件都处理好了。
watch-closed = 现在打不开这个文件夹，每秒会再试一次。
watch-unfinished = 有 { $count } 个文件还没写完，或者正在别的程序里打开。
watch-none = 还没有文件进来
watch-none-words = 把名单存进这个文件夹，过几秒就会导入。
watch-waiting = { $count } 个文件等您确认
watch-unreadable = 读不了的文件
watch-reports = 导入记录
watch-open = 导入…
watch-open-of = 导入 { $name }
watch-leave-out = 不导入
watch-leave-out-of = 不导入 { $name }
watch-again = 再看看…
watch-again-of = 再看看 { $name }
watch-by-hand = 您手动导入：{ $what }
watch-left-out = 您选了不导入
watch-undone = 已撤销：{ $what }
watch-look = 去看看
watch-offer = 有 { $count } 个新文件等您确认
watch-offer-wrong = 自动导入出了问题，去看看
watch-from-import = 让放进某个文件夹的名单自动导入…
watch-remember-only = 记住这些设置
watch-on = 正在看着。
watch-waited = 等您确认
sweep-why-edited = 从客户本导出去改的名单

## end watch
