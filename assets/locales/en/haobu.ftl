## The command line

error = haobu: { $sentence }
error-about = haobu: { $path }: { $sentence }
usage-error = haobu: { $sentence }
usage-hint = Usage: { $usage }
usage-help = All options: { $command }

## Passphrases

passphrase-prompt = Passphrase:{" "}
passphrase-new-prompt = New passphrase (long is good; spaces are fine):{" "}
passphrase-again-prompt = The same passphrase again:{" "}
passphrase-differs = The two passphrases differ, so nothing was made. Please try again.
passphrase-no-terminal = There is no terminal to ask for the passphrase. Give it with --passphrase-file FILE or in the environment variable HAOBU_PASSPHRASE.
passphrase-not-text = The passphrase file is not UTF-8 text. Save it as UTF-8 and try again.

## What the commands say

new-done = Made the book { $path }. Keep the passphrase safe. In case you forget it, make a recovery code with `haobu recover BOOK --new-code PAGE`; without both nobody, not even you, can open the book.
import-progress = { $rows } rows, { $rate } per second
import-progress-left = { $rows } rows ({ $share } %), { $rate } per second, { $left } s left
import-done = { $n ->
    [one] { $rows } row
   *[other] { $rows } rows
} read in { $seconds } s.
import-dry-run = The book was not changed: this was a trial run.
import-rejects = { $n ->
    [one] { $rows } row that was set aside is
   *[other] { $rows } rows that were set aside are
} in { $path }, with the reasons. Repair them there and import that file again.
import-rejected = { $n ->
    [one] { $rows } row was
   *[other] { $rows } rows were
} rejected. Do the same import again with --rejects FILE to get such rows with the reasons.
export-done = { $n ->
    [one] { $rows } contact
   *[other] { $rows } contacts
} written to { $path }.
undo-done = Undone: { $what }.
redo-done = Done again: { $what }.
contacts-moved = Contacts: { $parts }.
contacts-back = { $count } back
contacts-changed = { $count } changed
contacts-gone = { $count } gone
check-fine = The file is whole and its log is unbroken (contacts: { $contacts }, log entries: { $ops }).
check-damaged = The file is damaged (places found: { $findings }). Keep it as it is, and restore the newest backup beside it.
check-broken-ops = The log does not hold: entries { $entries }, or what they wrote, were changed by another program.
check-tail-cut = The log does not hold: its newest entries were cut off by another program.
check-stray-rows = The log does not hold. Consents or wordings that belong to no entry of it: { $rows }.
check-orphans = Numbers, addresses or tags that belong to no contact: { $rows }.
sample-done = Made { $n ->
    [one] { $rows } customer
   *[other] { $rows } customers
} in { $path }, all invented.
sample-ending = The file name must end in .csv or .xlsx.
list-empty = No contacts.
output-failed = The output could not be written. Check where it goes, and try again.
output-full = There is no room left for the output. Free some space and try again.
input-failed = The input could not be read. Check where it comes from, and try again.

## Buckets of an import

bucket-rows = Rows
bucket-new = New contacts
bucket-combined = Combined with one of this file
bucket-updated = Updated
bucket-filled = Blanks filled
bucket-unchanged = Unchanged
bucket-duplicate = Twice in this file
bucket-held = Held for you
bucket-suppressed = Do not disturb
bucket-rejected = Rejected
cells-to-see = Cells worth a look

## Column heads

column-id = Id
column-ref = Member name or id
column-name = Name
column-company = Company
column-mobile = Mobile
column-numbers = Numbers
column-email = E-mail
column-city = City
column-country = Country
column-tags = Tags
column-source = Where from
column-when = When
column-what = What
column-who = Who
column-about = About
column-added = Added
column-changed = Changed
column-removed = Removed
column-count = Count

## Statistics

stats-contacts = Contacts
stats-book = In this book
stats-numbers = Numbers
stats-emails = E-mail addresses
stats-states = Consent to marketing texts
stats-sources = Where these numbers come from
stats-quality = Quality of the numbers

## What was done

op-create = made the book
op-about = { $kind } ({ $subject })
op-import = import
op-add_contact = new contact
op-edit_contact = contact edited
op-delete_contact = contact deleted
op-tag = tags changed
op-record_consent = consent recorded
op-export = export
op-undo = undo
op-redo = redo
op-edit_fields = fields changed
op-edit_segments = segments changed

## Whether someone may be contacted

state-unknown = ask first
state-requested = asked, no answer yet
state-granted = agreed
state-permitted = allowed without asking
state-refused = said no
state-withdrawn = took the yes back
state-expired = the yes ran out
state-invalidated = the yes was worth nothing

## Phone numbers

status-ok = fine
status-ambiguous = reads two ways
status-invalid = no such number
status-lossy = digits lost
status-masked = hidden digits
status-relay = relay number
status-empty = empty

line-fixed = landline
line-mobile = mobile
line-fixed_or_mobile = landline or mobile
line-toll_free = free call
line-premium = premium rate
line-shared = shared cost
line-voip = internet telephone
line-personal = personal number
line-pager = pager
line-uan = company number
line-voicemail = voice mail
line-unknown = unknown

phone-other-reading = may also be { $number }
phone-extension = ext. { $extension }

## Where contacts came from

source-web_form = web form
source-shop = shop counter
source-event = event
source-marketplace = marketplace orders
source-partner = partner
source-purchased = purchased list
source-other = other

## Why a row was not taken

reject-nothing_to_keep = neither a name nor a way to reach someone
reject-too_many_cells = more cells than the header has columns
reject-not_text = not text in the chosen encoding
reject-too_large = too large
reject-cut_off = cut off at the end of the file
reject-unclosed_quote = a quotation mark that is never closed
reject-matches_several = matches two or more contacts
reject-contradicts = contradicts the contact it matches
reject-suppressed = must never be contacted

## What is odd about a cell

cell-invalid-number = no such phone number
cell-ambiguous-number = the number reads two ways
cell-lossy-number = the spreadsheet cut digits off
cell-masked-number = digits are hidden with stars
cell-relay-number = a marketplace's relay number, which expires
cell-invalid-email = not an e-mail address
cell-invalid-amount = not an amount of money
cell-invalid-date = not a date
cell-invalid-consent = neither yes nor no

## Problems with a book

book-missing = There is no book at { $path }. Check the name, or make one with “haobu new”.
book-already-exists = There is a file at { $path } already; it was left as it is. Choose another name for the book.
book-empty-file = The file is empty (0 bytes), as sync programs sometimes leave it. Let the sync finish, or take the file from a backup.
book-cut-file = The file is cut short, or damaged near its start, as by an unfinished copy or download. Copy it again, or take it from a backup.
book-plain-database = The file is an unencrypted database of another program, not a book.
book-foreign-file = The file is of another kind (a text, spreadsheet or archive), not a book. To bring in its contacts use “haobu import”.
book-wrong-passphrase = The passphrase does not fit, or the file is damaged.
book-damaged = The passphrase fits, but parts of the file are damaged. Keep it as it is, and take the newest backup.
book-not-a-book = The file is encrypted with this passphrase, but was not made by Haobu.
book-too-new = The book was written by a newer Haobu (format { $found }, this one knows { $known }). Update Haobu to open it.
book-locked = The book is open for writing elsewhere. Close it there, then try again.
book-open-elsewhere = The book is open for writing on { $host } since { $since }. Close it there, then try again. If it is not open there any more, delete the file that ends in .haobu.lock beside it.
book-is-backup = This is a backup. It can be looked into and restored, but not changed.
book-not-a-backup = This file is not a backup made by Haobu.
book-backup-damaged = This backup was cut or altered and cannot be relied on. Use another one.
book-backup-failed = The backup could not be restored for trial, so it was not kept. Older backups are untouched. Try another folder or disk.
book-other-book = The book that is there is not the one this backup was made of. Choose another name, or say that it may be replaced; it is kept either way.
book-no-place = It is not known where the book of this backup was. Open the book, then restore the backup from its list of backups.
book-read-only = The book is open for reading only and cannot be changed. Check that the file and its folder are writable.
book-closed = No book is open. Unlock it and try again.
book-stopped = Haobu made a mistake and has closed the book. What was half done was not kept; open the book again. If it happens once more, please report what you did.
book-moved = The book was moved, replaced or deleted while it was open. Nothing more was written; find the file and open it again.
book-disk-full = The disk is full; nothing was changed. Free some space and try again.
book-key-derivation = There is not enough free memory to work out the key. Close other programs and try again.
book-foreign-journal = Beside the book lies { $path }, left by the book as it was under another passphrase, perhaps by a sync program. Used here it would ruin the book. Move that one file to another folder, keep it, and open the book again.
book-needs-repair = The last work on this book was cut off, and where it lies now nothing can be written to tidy it up. Copy the book, with the -journal file beside it, to a folder you can write to, and open it there.
book-bad-passphrase = The passphrase is empty or longer than 1,024 bytes. Give one that is neither.
book-unsafe-setting = The book could not be opened safely (the setting “{ $setting }” did not take), so it was closed again.
book-nothing-to-undo = There is nothing to undo.
book-nothing-to-redo = There is nothing to redo.
book-no-such-row = That entry is no longer in the book. Look at the list again.
book-too-many-children = A contact cannot have any more numbers, addresses or purchases. Split it into two contacts.
book-database = The book refused the work (code { $code }); nothing was changed. Try again, and run “haobu check” if it happens again.

## Problems with a file that is brought in

import-unknown-kind = This kind of file cannot be read. Save it as CSV, Excel or vCard, then import that.
import-no-rows = The file has no rows, or only a header.
import-nothing-recognised = No column looks like a name or a way to reach someone. Say which is which with --map COLUMN=FIELD.
import-changed = The file was changed while it was read.
import-edited-list = It left a book to be edited. Import it by itself, so that the edits can be compared.
import-unknown-encoding = There is no text encoding “{ $given }”. Try utf-8, gb18030, big5, shift_jis or utf-16le.
import-bad-delimiter = The delimiter must be one character, not “{ $given }”.
import-unknown-sheet = The file has no sheet “{ $given }”. It has: { $sheets }.
import-no-sheets = A file of this kind has no sheets. Leave --sheet away.
import-unknown-column = The file has no column “{ $given }”. It has: { $columns }.
import-unknown-field = A column cannot be read as “{ $given }”. Use name, mobile, phone, email, company, ref, city, tags, notes, consent_sms, optout_sms or another name from the documentation, ignore to leave the column out, or field:NAME for a field of your own.
import-unknown-preset = There is no preset “{ $given }”. There are: { $presets }.
import-unknown-country = There is no country with the code “{ $given }”. Give two letters, such as CN or US.
import-broken-spreadsheet = The spreadsheet is damaged and cannot be read. Open it in Excel, save it again, and import that.
import-protected-spreadsheet = The spreadsheet is protected by a password. Save it without one, then import that.
import-broken-archive = The ZIP file is damaged or cut off. Get it again from where it came, or unpack it and import the folder.
import-protected-archive = The ZIP file is protected by a password. Unpack it, then import the folder.
import-nested-archive = There is another ZIP file inside this ZIP file. Unpack it, then import the folder.
import-too-much-inside = There is more in it than any list of customers has. Import its files one by one.
import-inside = { $name }: { $problem }
import-broken-file = The file is damaged or cut off near record { $row }. Get it again from where it came, then import that.
import-too-large = Row { $row } is larger than anything real. Check the quotes and the delimiter near it.
import-reader-stopped = This file cannot be read: reading it took too much memory or time, or broke off. Nothing was changed. Open it in Excel or WPS, save it anew, and try that file.

## Problems with an export

export-unknown-format = Files ending in “.{ $ending }” cannot be written. Use .csv, .xlsx, .vcf or .json, or give --format.
export-no-ending = The name of the file has no ending that tells its format. Use .csv, .xlsx, .vcf or .json, or give --format.
export-unknown-column = There is no column “{ $given }”. There are: { $columns }.
export-too-many-rows = { $rows } rows do not fit into an Excel sheet, which ends at 1,048,576. Export them as CSV, or filter them.
export-cell-too-long = The text in row { $row }, column “{ $column }”, is longer than a cell of an Excel sheet holds (32,767 characters). Shorten it, or export as CSV.
export-spreadsheet = The spreadsheet could not be written. Check the folder and the free space, or export as CSV.

## Problems with a filter

filter-unclosed-quote = The quote is never closed. Add a " behind the text.
filter-unclosed-group = The parenthesis is never closed. Add a ) where the group ends.
filter-unexpected-close = This ) closes nothing. Take it away, or add a ( before it.
filter-empty-group = There is nothing between the parentheses.
filter-missing-value = A value must follow the colon, as in city:深圳.
filter-missing-operand = Something to look for must stand on both sides of OR and after a minus.
filter-unknown-key = There is no such key.
filter-unknown-key-closest = There is no such key. Is “{ $closest }” meant?
filter-invalid-value = The key does not take this value.
filter-invalid-value-valid = The key does not take this value. These would do: { $valid }.
filter-invalid-number = This is not a number.
filter-invalid-date = This is not a date. Write 2025-01-31, today, or <90d for the last 90 days.
filter-empty-range = The range is empty: its start is behind its end.
filter-too-deep = The filter is nested too deeply. Make it simpler.

## Problems with any file

file-missing = { $path } does not exist. Check the name and the folder.
file-no-folder = { $path } cannot be made: there is no such folder. Create the folder first, or choose another one.
file-exists = { $path } exists already and was left as it is. Choose another name.
file-not-allowed = You may not read or write { $path }. Check who owns it, or choose another folder.
file-read-only = { $path } lies on something that can only be read. Choose another folder.
file-no-room = There is not enough room in { $path }: { $size } MB more are needed. Nothing was changed. Free some space and try again.
file-disk-full = There is no room left for { $path }. Free some space and try again.
file-is-folder = { $path } is a folder, not a file.
file-other = { $path } could not be read or written.
file-other-code = { $path } could not be read or written (system error { $code }).

cancelled = Stopped. Nothing was changed.

## Wrong arguments

usage-invalid-value = “{ $value }” is no value for { $argument }.
usage-invalid-value-valid = “{ $value }” is no value for { $argument }. These would do: { $valid }.
usage-unknown-argument = There is no argument “{ $argument }” here.
usage-unknown-command = There is no command “{ $command }”. There are: { $valid }.
usage-missing-argument = Missing: { $argument }.
usage-missing-command = A command is missing. There are: { $valid }.
usage-conflict = { $argument } cannot be given twice or together with another one.
usage-other = These arguments do not fit together.
usage-vcard-only = --vcard is for vCard files only. Let the file’s name end in .vcf, or give --format vcard.

## Help

help-usage = Usage:{" "}
help-arguments = Arguments
help-options = Options
help-commands = Commands
help-help = Show this help
help-version = Show the version

help = Haobu 号簿: your customers in one encrypted file
help-new = Create a book
help-new-book = The book to create, NAME.haobu
help-new-kdf = How hard guessing the passphrase is made, 1 (least memory) to 5 (most)
help-import = Bring a spreadsheet or address book into a book
help-import-book = The book
help-import-file = The file to bring in: CSV, Excel, OpenDocument, vCard, JSON, or a ZIP or a folder of these
help-import-source = Where these numbers come from, in your words
help-import-source_kind = What kind of source it is: web_form, shop, event, marketplace, partner, purchased or other
help-import-country = Country of numbers written without a country code
help-import-preset = Read the columns as this program writes them
help-import-map = Read the column COL as FIELD; may be given several times
help-import-encoding = Text encoding of the file, when the guess is wrong
help-import-delimiter = Character between the cells, when the guess is wrong (tab for a tab)
help-import-sheet = Sheet of the workbook to read
help-import-header = Whether the first row is a header: yes or no
help-import-policy = What to do with contacts that are in the book already: skip, fill, update or add
help-import-recipient = In order files: keep the recipient for delivery only, or take recipient and buyer for the same person (contact)
help-import-rejects = Write the rejected rows with their reasons to this file
help-import-dry_run = Only show what would happen
help-import-json = Print one JSON object
help-list = List contacts
help-list-book = The book
help-list-filter = Only contacts that fit, such as "city:深圳 can:sms"
help-list-sort = Sort by this column
help-list-columns = Columns to show, separated by commas
help-list-format = table, csv or json
help-list-limit = At most this many contacts
help-export = Write contacts to a file
help-export-book = The book
help-export-file = The file to write; its ending chooses the format
help-export-filter = Only contacts that fit, such as "city:深圳 can:sms"
help-export-columns = Columns to write, separated by commas
help-export-scope = Only whom you may contact so, such as sms.marketing
help-export-format = csv, xlsx, vcard or json, whatever the ending
help-export-vcard = Version of vCard files: 3.0, which every phone reads (default), or 4.0
help-stats = Count contacts by state, source and quality
help-stats-book = The book
help-stats-json = Print one JSON object
help-undo = Undo the last step
help-undo-book = The book
help-redo = Redo what was undone last
help-redo-book = The book
help-log = Show what was done, when and by whom
help-log-book = The book
help-log-json = Print one JSON object per entry
help-check = Check that the file is whole and its log unbroken
help-check-book = The book
help-check-json = Print one JSON object
help-phone = Read phone numbers, one messy cell per line of the input
help-phone-country = Country of numbers written without a country code
help-phone-json = Print one JSON object per line
help-sample = Write a spreadsheet of invented, believably messy customers
help-sample-rows = How many customers
help-sample-file = The file to write, .csv or .xlsx
help-sample-seed = The same seed gives the same file
help-passphrase_file = Read the passphrase from this file

## Days and amounts

ago-today = today
ago-yesterday = yesterday
ago-days = { $days } days ago
month-of-year = { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## ui-shell: Window

op-added = { $count } added
op-changed = { $count } changed
op-removed = { $count } removed
app-name = Haobu
toast-undo = Undo
toast-redo = Redo
toast-close = Close
toast-undone = Undone: { $what }
toast-redone = Redone: { $what }
top-import = Import…
top-export = Export…
top-lock = Lock
rail-people = People
rail-history = History
rail-settings = Settings
status-selected = { $count } selected
status-loading = Reading the list…
status-read-only = Read only
status-locks = Locks after { $minutes } min idle
status-never-locks = Never locks by itself
command-search = Search
command-edit-filter = Edit filter as text
command-clear-filter = Show everyone
command-palette = Find a command
command-new-contact = New contact…
command-edit-name = Edit cell
command-copy-number = Copy number
command-copy-rows = Copy rows
command-select-all = Select all
command-record-consent = Record consent…
command-delete = Delete contacts
command-save-segment = Save as segment…
command-undo = Undo
command-redo = Redo
command-import = Import…
command-export = Export…
command-people = People
command-history = History
command-settings = Settings
command-pane = Show or hide segments
command-inspector = Show or hide details
command-density = Higher or lower rows
command-light = Light theme
command-dark = Dark theme
command-system-theme = Theme of the system
command-own-language = English
command-zoom-in = Larger
command-zoom-out = Smaller
command-zoom-reset = Usual size
command-new-book = New book…
command-open-book = Open a book…
command-sample = Try the sample book
command-lock = Lock
command-quit = Quit

## end ui-shell

## ui-welcome: Welcome and unlocking

files-browse = Browse…
files-all = Books and customer files
files-books = Books
files-customers = Spreadsheets and address books
welcome-promise = Drop your customer lists; see exactly whom you may contact. Everything stays on this computer, in one encrypted file.
welcome-drop = Drop an Excel, CSV or contacts file here
welcome-drop-now = Let go to open it
welcome-drop-below = See the result first; set a passphrase only if you keep it
welcome-choose = Choose a file…
welcome-sample = Try the sample
welcome-new = New book
welcome-path = Or type where the file is
welcome-path-open = Open this place
welcome-recent = Recent books
welcome-open = Open…
welcome-have-book = Already have a book?
welcome-recent-facts = { $count } · { $ago }
welcome-missing = not found
welcome-remove = Remove from the list
welcome-kept = Open or make a book, and “{ $name }” is brought in.
welcome-kept-back = Back to the result
welcome-kept-not = Do not bring it in
welcome-settings = Settings
welcome-language = Language
welcome-theme = Light or dark
welcome-back = Back
welcome-show = Show the passphrase
welcome-hide = Hide the passphrase
welcome-sample-making = Preparing the sample book…
welcome-problem-missing = { $path } is not there. It may have been renamed or moved, or be on a drive that is not plugged in.
welcome-problem-exists = A book of this name is in that folder already; it was left alone. Choose another name or folder.
welcome-problem-foreign = This is not a book. If it is a list of customers, go back and drop it on the first screen.
welcome-problem-passphrase = Wrong passphrase, or the file is damaged
welcome-problem-locked = This book is open in another window. Lock or close it there, then try again.
welcome-problem-database = This book cannot be opened (code { $code }); the file was left as it is. Try again, or use your latest backup.
create-title = New book
create-kept-file = Once the book is made, “{ $name }” is brought in.
create-name = Name
create-name-default = My customers
create-name-wrong = A name has none of / \ : * ? " < > | and does not begin with a dot
create-folder = Keep it in
create-passphrase = Passphrase
create-passphrase-help = Type letters and digits; input methods are off here
create-again = Passphrase again
create-differ = The two are not the same
create-think = Think of one for me
create-offer = Five words drawn at random
create-offer-pinyin = Pinyin
create-offer-english = English
create-offer-write = Write it on paper: words with one space between.
create-offer-take = Use this one
create-offer-others = Other words
create-write-down = Your passphrase: write it down now, it is not shown again
create-grade-weak = Too weak
create-grade-fair = Fair
create-grade-good = Good
create-grade-very-good = Very good
create-guessing = Guessing it from a stolen file would take about { $time }
create-time-under-a-minute = less than a minute
create-time-minutes = { $n ->
    [one] { $number } minute
   *[other] { $number } minutes
}
create-time-hours = { $n ->
    [one] { $number } hour
   *[other] { $number } hours
}
create-time-days = { $n ->
    [one] { $number } day
   *[other] { $number } days
}
create-time-years = { $n ->
    [one] { $number } year
   *[other] { $number } years
}
create-time-ages = more than 10,000 years
create-consequence = Without the passphrase only the recovery code opens this book; you get one in a moment. Without both nobody can open it, not even us. Write the passphrase down and keep it safe.
create-understood = I have written it down
create-create = Make and open
create-making = Making the key…
create-needs-name = Give it a name first.
create-needs-folder = Choose a folder first.
create-needs-passphrase = Set a passphrase first.
create-needs-again = Type the passphrase once more.
create-needs-understood = Tick the box once you have written the passphrase down.
unlock-passphrase = Passphrase
unlock-open = Open
unlock-opening = Opening…
unlock-other = Open another book
unlock-sample = This is the sample book; its passphrase is { $passphrase }

## end ui-welcome

## ui-settings: Settings

settings-title = Settings
settings-look = Look
settings-language = Language
settings-theme = Colours
settings-light = Light
settings-dark = Dark
settings-system = As the system
settings-rows = Row height
settings-comfortable = Comfortable
settings-compact = Compact
settings-size = Size
settings-columns = Reset the columns
settings-columns-done = Width, order and choice of columns are as they came
settings-safety = Safety
settings-lock = Lock when idle
settings-minutes = { $minutes } min
settings-never = Never
settings-lock-help = Then the passphrase is asked again. Time asleep counts as idle too.
settings-security = Safety check…
settings-keys = Keyboard shortcuts
settings-about = About
settings-place = Settings are kept in
settings-book = The book is kept in
settings-version = Version

## end ui-settings

## ui-fields: custom fields

fields-years = { $years } years
op-did-field = Changed the field “{ $name }”
edit-not-a-birthday = This field takes birthdays, such as 1990-05-09, 05-09 or lunar 1990-08-15.
edit-unnamed-field = Please give the field a name.
edit-field-exists = There is a field named “{ $name }” already. Please choose another name.
edit-no-purpose = Please say in a few words why you keep this.
edit-values-do-not-fit = { $n ->
    [one] The value of { $count } person is not of this type, so nothing was changed.
   *[other] The values of { $count } people are not of this type, so nothing was changed.
}
cell-wrong-kind = not of the field’s type
fields-kind-text = Text
fields-kind-number = Number
fields-kind-date = Date
fields-kind-choice = Choice
fields-kind-yes-no = Yes or no
fields-kind-birthday = Birthday
fields-ready-gender = Gender
fields-ready-gender-words = Only where it helps to address people or to choose stock.
fields-ready-birthday = Birthday
fields-ready-birthday-words = Solar or lunar, with or without the year. Ages are worked out from it and never kept.
fields-ready-occupation = Occupation
fields-ready-occupation-words = For group orders of companies or events at schools, for example.
fields-ready-interests = Interests
fields-ready-interests-words = To suggest new goods or invite people to events, for example.
fields-month-day = { $month ->
    [1] January { $day }
    [2] February { $day }
    [3] March { $day }
    [4] April { $day }
    [5] May { $day }
    [6] June { $day }
    [7] July { $day }
    [8] August { $day }
    [9] September { $day }
    [10] October { $day }
    [11] November { $day }
   *[12] December { $day }
}
fields-lunar-month = month { $month }
fields-lunar-leap = leap { $month }
fields-lunar-day = day { $day }
fields-lunar = lunar { $month }, { $day }
fields-lunar-year = lunar { $month }, { $day }, { $year }
fields-band = { $first }–{ $last }
fields-band-under = under { $last }
fields-band-over = { $first } and over
fields-age = { $age } ({ $band })
fields-title = Custom fields
fields-words = What else do you want to know of people, besides names and numbers? Each field says why you keep it: what you do not need is safest not kept.
fields-new = New field…
fields-yours = Your fields
fields-none = No fields of your own yet
fields-none-words = Make one, or turn on one of those below. Columns of an imported table can become fields too.
fields-offers = Ready-made
fields-offers-words = All are off until you say why you keep them.
fields-use = Turn on…
fields-use-of = Turn on { $name }
fields-edit = Edit
fields-edit-of = Edit the field { $name }
fields-delete = Delete
fields-delete-of = Delete the field { $name }
fields-filled = { $n ->
    [one] { $count } person has it
   *[other] { $count } people have it
}
fields-nobody = Nobody has it yet
fields-purpose-is = Why we keep it: { $purpose }
fields-purpose-missing = Nobody has said why this is kept
fields-purpose-add = Say why
fields-purpose-add-of = Say why { $name } is kept
fields-new-title = New field
fields-edit-title = Edit the field “{ $name }”
fields-use-title = Turn on “{ $name }”
fields-name = Name
fields-name-hint = Favourite flower, for example
fields-type = Type
fields-purpose = Why we keep it
fields-purpose-hint = A small bunch on their birthday, for example
fields-purpose-help = This is the answer when somebody asks.
fields-choices = Choices, between commas
fields-choices-hint = Rose, lily, tulip, for example
fields-choices-help = What was used before can be chosen too.
fields-save = Save
fields-define = Make field
fields-start = Turn on
fields-cancel = Cancel
fields-retype-fits = { $n ->
    [one] The value of { $count } person is of this type.
   *[other] The values of all { $count } people are of this type.
}
fields-retype-misfits = { $n ->
    [one] The value of { $count } person is not of this type, for example: { $examples }. Please mend it first.
   *[other] The values of { $count } people are not of this type, for example: { $examples }. Please mend them first.
}
fields-retype-checking = Looking at the values…
fields-delete-title = Delete the field “{ $name }”?
fields-delete-words = { $n ->
    [one] The value of { $count } person goes with it. You can undo this.
   *[other] The values of { $count } people go with it. You can undo this.
}
fields-delete-nobody = Nobody has a value yet. You can undo this.
fields-delete-segments = These segments ask for it and will find nobody: { $segments }
fields-delete-do = Delete field
fields-deleting = Deleting…
fields-loading = Reading…
fields-blank = (blank)
fields-other-choice = Other…
fields-value-save = Save
fields-value-cancel = Cancel
fields-calendar = Calendar
fields-solar = Solar
fields-lunar-calendar = Lunar
fields-birthday-hint = 1990-05-09, the year may be left out
fields-birthday-lunar-hint = 1990-08-15 by the lunar calendar
fields-birthday-wrong = This birthday cannot be read. Write 1990-05-09 or 05-09.
fields-gender-choices = Female, Male, Other
fields-settings-words = Birthdays, favourites: what else you want to know of people, each with the reason why.
fields-manage = Manage custom fields

## end ui-fields

## ui-bulk: bulk work and the trash

op-restore_contact = restored
op-purge_contact = erased for good
op-did-restore = Restored { $people }
op-did-purge = Erased { $people } for good
op-did-set-field = Set { $field } of { $people }
op-did-clear-field = Cleared { $field } of { $people }
bulk-title = Change { $people }
bulk-tag = Add a tag
bulk-untag = Take a tag off
bulk-set = Set a field
bulk-clear = Clear a field
bulk-delete = Move to trash
bulk-do-tag = Tag { $people }
bulk-do-untag = Untag { $people }
bulk-do-set = Set for { $people }
bulk-do-clear = Clear for { $people }
bulk-do-delete = Delete { $people }
bulk-cancel = Cancel
bulk-doing = Changing…
bulk-tag-name = Tag
bulk-field = Field
bulk-field-hint = Choose a field
bulk-value = Value
bulk-fill-in = Choose and fill in, and this says what would change. Nothing has changed yet.
bulk-will-tag = { $people } will get it
bulk-has-tag = { $people } have it already
bulk-will-untag = { $people } will lose it
bulk-has-no-tag = { $people } do not have it
bulk-will-fill = { $people } had nothing and will get it
bulk-will-replace = { $people } had something else, which is replaced
bulk-will-clear = { $people } will be cleared
bulk-is-so = { $people } are so already and stay
bulk-will-delete = { $people } will move to the trash and can be restored at any time
bulk-delete-orders = { $people } of them have orders
bulk-delete-no = { $people } of them said no; their numbers stay blocked
bulk-before = Values so far: { $values }
bulk-more = Change…
command-change-many = Change everybody selected…
command-trash = Trash
command-fields = Custom fields
rail-trash = Trash
trash-title = Trash
trash-words = Everybody you deleted is here. Restored, they are as they were: ids, numbers, tags and values.
trash-loading = Reading…
trash-empty = The trash is empty
trash-empty-words = After you delete somebody, restore them from here, or erase them for good.
trash-search = Search names, companies or numbers
trash-none-found = Nobody found.
trash-all = Select all { $people }
trash-restore = Restore { $people }
trash-purge = Erase { $people } for good…
trash-restoring = Restoring…
trash-purging = Erasing…
trash-deleted-at = Deleted { $when }
trash-nameless = No name
trash-confirm = Erase { $people } for good?
trash-confirm-do = Erase { $people }
trash-confirm-words = Names, notes, orders and all else are wiped from the book. This cannot be undone, and nobody can bring them back.
trash-confirm-keeps = What was said about consent stays with the numbers: whoever said no stays blocked, even when the number is imported again. The history only says how many were erased.
bulk-recording = Recording…
bulk-consent-granted = { $people } said yes before
bulk-consent-refused = { $people } said no before
bulk-consent-without = { $people } without a number or address: recorded for the person
trash-restore-nobody = Restore
trash-purge-nobody = Erase for good…

## end ui-bulk

## ui-transfer: Bringing in and sending out

transfer-import-done = Brought in
transfer-file = File
transfer-source = Where do these numbers come from?
transfer-about-web = Customers filled in a form on the web
transfer-about-shop = Customers left them at the counter
transfer-about-event = Collected at a fair or an event
transfer-about-marketplace = Orders from a shopping platform
transfer-about-partner = Another business passed them on
transfer-about-other = None of these
transfer-purchased = Nobody on a purchased list agreed to hear from you: these numbers are marked as not to be sent to.
transfer-source-name = In your own words
transfer-country = Numbers without a country code belong to
transfer-known = People who are in the book already
transfer-known-fill = Fill blanks and add new numbers (best for most)
transfer-known-update = Where they differ, the file is right
transfer-known-skip = Leave them as they are
transfer-known-add = Do not compare; everybody is new
transfer-importing = Bringing in…
transfer-exporting = Writing the file…
transfer-cancel = Cancel
transfer-close = Done
transfer-stop = Stop
transfer-stopping = Stopping…
transfer-rate = { $rows } rows · { $rate } a second
transfer-left-seconds = { $seconds } s left
transfer-left-minutes = { $minutes } min left
transfer-save-rejects = { $n ->
    [one] Save the { $count } row that is not brought in
   *[other] Save the { $count } rows that are not brought in
}
transfer-rejects-saved = Rows that are not brought in, with the reasons, are in { $path }. Repair them there and bring that file in again.
transfer-export-done = Exported
transfer-format = Format
transfer-format-vcard = Phone contacts
transfer-export-file = Save as
transfer-plain = This file is not encrypted: whoever gets it can read it. Delete it after use.

## end ui-transfer

## ui-import: Bringing in, in three steps

intake-title = Import
intake-step-file = File
intake-step-check = Check
intake-step-result = Result
intake-kinds = A spreadsheet, a CSV file or a list from another program. You see the result before you decide.
intake-next = Next
intake-back = Back
intake-close = Close
intake-done = Done
intake-safe = Nothing is written yet, and the whole import can be undone.
intake-safe-alone = Only a look: nothing is written yet, and closing leaves nothing behind.
intake-bring = { $n ->
    [one] Import { $count } customer
   *[other] Import { $count } customers
}
intake-bring-nobody = Nobody to import
intake-keep = Set a passphrase and keep it…
intake-keep-other = Keep it in a book I have…
intake-reading = Reading the file…
intake-counting = Counting…
intake-which = Which column is what?
intake-recognised = Recognised: { $what }. Leave out what you do not need.
intake-leave-out = Leave out what you do not need.
intake-garbled = Text looks garbled?
intake-adjust = Adjust…
intake-adjust-title = Adjust
intake-recalled = With the settings remembered on { $date }.
intake-not-recalled = Start afresh
intake-country-found = Numbers without a country code are read as numbers of { $country }.
intake-country-other = Change that
intake-head-column = Column
intake-head-becomes = Becomes
intake-head-example = Example
intake-head-seen = What we see
intake-column = Column { $letter }
intake-becomes-of = “{ $name }” becomes
intake-field-name = Name
intake-field-first = First name
intake-field-middle = Middle name
intake-field-last = Last name
intake-field-company = Company
intake-field-reference = Member name / id
intake-field-mobile = Mobile
intake-field-phone = Phone
intake-field-email = E-mail
intake-field-city = City
intake-field-province = Province or state
intake-field-country = Country
intake-field-street = Address
intake-field-street-more = Address, continued
intake-field-postcode = Postcode
intake-field-tags = Tags
intake-field-notes = Notes
intake-field-created = Customer since
intake-field-agrees = Agrees to be contacted (any way)
intake-field-agrees-to = Agrees to { $channel }
intake-field-objects = Objects to be contacted (any way)
intake-field-objects-to = Objects to { $channel }
intake-field-label = What the next column is called
intake-field-order = Order number
intake-field-order-time = Order time
intake-field-amount = Order amount
intake-field-item = Product
intake-field-status = Order status
intake-field-recipient = Recipient (delivery)
intake-field-recipient-phone = Recipient’s phone
intake-field-recipient-address = Delivery address
intake-field-out = Leave out
intake-field-own = A field of its own: { $name }
intake-seen-not-needed = not needed to reach customers
intake-seen-label = goes with the column beside it
intake-seen-empty = empty
intake-seen-recipient = not your customer; never for marketing
intake-seen-wrong = { $count } wrong
intake-seen-masked = { $count } masked
intake-seen-relay = { $count } relay
intake-seen-people = { $n ->
    [one] { $count } person
   *[other] { $count } people
}
intake-seen-items = { $n ->
    [one] { $count } product
   *[other] { $count } products
}
intake-seen-cities = { $n ->
    [one] { $count } city
   *[other] { $count } cities
}
intake-seen-sum = { $sum } in all
intake-seen-dates = { $n ->
    [one] { $count } date
   *[other] { $count } dates
}
intake-rows-from = { $n ->
    [one] { $count } row from
   *[other] { $count } rows from
}
intake-orders-from = { $n ->
    [one] { $count } order row from
   *[other] { $count } order rows from
}
intake-people = { $n ->
    [one] { $count } customer
   *[other] { $count } customers
}
intake-bucket-new = New customers
intake-bucket-combined = More rows of the same
intake-bucket-updated = Known, file is right
intake-bucket-filled = Known, details added
intake-bucket-unchanged = Known, nothing new
intake-bucket-duplicate = Twice in this file
intake-bucket-held = Held for you
intake-bucket-suppressed = Never to be contacted
intake-bucket-rejected = Cannot come in
intake-means-new = Each of these rows becomes a new customer.
intake-means-combined = An earlier row brought this customer; these add an order, a number or something else.
intake-means-updated = They are in the book already; where they differ, what the file says replaces it.
intake-means-filled = They are in the book already; only what was blank is filled.
intake-means-unchanged = They are in the book already, word for word; nothing changes.
intake-means-duplicate = They speak of a customer that an earlier row brought, and add nothing.
intake-means-held = It cannot be told which customer is meant: left out until you decide.
intake-means-suppressed = These numbers are marked as never to be contacted, and stay out.
intake-means-rejected = Neither a name nor a way to reach someone, or the row itself is broken.
intake-numbers-wrong = Wrong numbers
intake-numbers-masked = Masked numbers
intake-numbers-relay = Relay numbers
intake-piles = Who may be contacted
intake-cells-of = Cells of “{ $name }” worth a look
intake-cells-kept = They are kept as written and marked as not usable. You may repair the file and import it again.
intake-first-of = The first { $shown } of { $all } are listed.
intake-row = Row { $row }
intake-source-choose = Please choose
intake-proof = They agreed to marketing, and I hold the proof
intake-proof-without = Without it they come in as well, filed under “Ask first”.
intake-proof-channels = Agreed to
intake-proof-method = How they agreed
intake-proof-wording = The words they saw
intake-proof-wording-hint = For example: Send me offers of this shop by text
intake-proof-when = When they agreed
intake-proof-order-day = Each on the day of the order
intake-proof-one-day = All on the same day
intake-proof-day = Day they agreed
intake-proof-place = Where the proof is kept
intake-proof-place-hint = For example: second drawer in the shop
intake-proof-means = With words, day and proof they may be filed under “May text”. Who said no in the file has still said no.
intake-missing-file = This file cannot be read; choose another.
intake-missing-who = Say first which column is a name, a number or a member name.
intake-missing-kind = Choose first: where do these numbers come from?
intake-missing-channel = Proof: choose what they agreed to.
intake-missing-method = Proof: choose how they agreed.
intake-missing-wording = Proof: write down the words they saw.
intake-missing-day = Proof: say on which day they agreed.
intake-missing-day-ahead = Proof: that day is yet to come.
intake-missing-place = Proof: say where the proof is kept.
intake-recipient = Is the recipient the buyer?
intake-recipient-other = Not always
intake-recipient-same = They are the same person
intake-recipient-other-means = Recipients are kept for delivery only: not your customers, never for marketing.
intake-recipient-same-means = The recipient’s name and number are the buyer’s.
intake-note-relay = { $n ->
    [one] { $count } marketplace relay number stops working 15 days after the order and never becomes a customer’s number.
   *[other] { $count } marketplace relay numbers stop working 15 days after the order and never become a customer’s number.
}
intake-remember = Use these settings next time
intake-garbled-help = Try another encoding or separator until the text below reads well.
intake-garbled-sheet = This is an Excel file: its text is never garbled. If the content is wrong, choose another sheet under “Adjust”.
intake-encoding = Text encoding
intake-encoding-utf8 = Universal (UTF-8)
intake-encoding-gb = Simplified Chinese (GB18030)
intake-encoding-big5 = Traditional Chinese (Big5)
intake-encoding-sjis = Japanese (Shift_JIS)
intake-encoding-korean = Korean (EUC-KR)
intake-encoding-western = Western (Windows-1252)
intake-encoding-other = { $name }
intake-delimiter = Between columns
intake-delimiter-comma = Comma ,
intake-delimiter-tab = Tab
intake-delimiter-semicolon = Semicolon ;
intake-delimiter-pipe = Bar |
intake-sheet = Sheet
intake-header = The first row
intake-header-yes = names the columns
intake-header-no = is a customer already
intake-would = { $n ->
    [one] This way, { $count } row becomes:
   *[other] This way, { $count } rows become:
}
intake-example-fills = { $name }, for example: { $what } is blank and becomes “{ $new }”.
intake-example-updates = { $name }, for example: { $what } changes from “{ $old }” to “{ $new }”.
intake-example-keeps = { $name }, for example: { $what } stays “{ $old }”.
intake-example-stays-blank = { $name }, for example: { $what } stays blank.
intake-example-adds = There would be two of { $name }, for example.
intake-running-safe = If you stop, the book stays exactly as it was.
intake-undo = Undo this import
intake-undone = Undone
intake-undone-means = The book is as it was before.
intake-another = Import another file
intake-show-people = People from this source

## end ui-import

## ui-table: The list

table-name = Name
table-company = Company
table-reference = Member name or id
table-mobile = Mobile
table-numbers = Numbers
table-email = E-mail
table-consent = Consent
table-city = City
table-province = Province
table-country = Country
table-tags = Tags
table-source = Source
table-orders = Orders
table-spent = Spent
table-last-order = Last order
table-created = Added
table-badge-text = Text
table-badge-call = Call
table-yes = Yes
table-no = No
table-not-enough = not enough for marketing yet
table-further-numbers = { $count } more numbers
table-name-of-table = People, { $count }
table-select-one = Select { $name }
table-select-all = Select all or none
table-sorted-up = { $column }, ascending
table-sorted-down = { $column }, descending
table-menu = Sort and filter { $column }
table-menu-filtered = Sort and filter { $column } (filtered)
table-selected = { $count } selected
table-select-everybody = Select all { $count }
table-clear-selection = Clear
table-a-to-z = Sort A → Z
table-z-to-a = Sort Z → A
table-smallest-first = Smallest first
table-largest-first = Largest first
table-oldest-first = Oldest first
table-newest-first = Newest first
table-clear-column = Clear this column’s filter
table-search-values = Search this column
table-loading = Reading…
table-no-values = No values to choose from
table-all-values = (all)
table-only-found = Only what was found
table-blank = (blank)
table-more-values = { $count } more, search to narrow
table-year = { $year }
table-fold-year = Hide the months of { $year }
table-unfold-year = Show the months of { $year }
table-has-mobile = Has a mobile number
table-shared-number = Shares a number
table-may-text = May text now
table-service-only = Service only
table-ask-first = Ask first
table-do-not-disturb = Do not disturb
table-group-piles = May I contact
table-group-text = Marketing texts
table-group-call = Marketing calls
table-group-status = State of numbers
table-group-type = Kind of line
table-group-region = Country of numbers
table-group-source-kind = Kind of source
table-last-days = Last { $days } days
table-this-month = This month
table-this-year = This year
table-from = From
table-to = To
table-unreadable-range = This cannot be read. Please check it.
table-ok = OK
table-cancel = Cancel
table-move-left = Move left
table-move-right = Move right
table-hide-column = Hide this column
table-choose-columns = Choose columns…
table-usual-columns = Usual columns
table-move-up = Move { $column } up
table-move-down = Move { $column } down
table-empty-book = Nobody here yet
table-empty-book-words = Import a customer spreadsheet, or add a first contact.
table-nobody = Nobody matches
table-nobody-search = Nothing found for “{ $search }”.
table-nobody-filter = You are looking for: { $filter }
table-clear-filter = Clear filter
table-edit = Edit this cell
table-add-tag = Add a tag…
table-remove-tag = Remove a tag
table-include = Include in a segment
table-exclude = Exclude from a segment
table-only-like = Show only “{ $value }”
table-delete = Delete { $count }
table-back = Back
table-nothing-copied = Nobody selected has a number to copy.
table-copied-number = Copied { $number }
table-copied-numbers = Copied { $count } numbers
table-copied-rows = Copied { $count } rows

## end ui-table

## ui-pane: Segments and filters

pane-segments = Segments
pane-filters = Filters
pane-everyone = Everyone
pane-contact = May I contact
pane-own = My segments
pane-own-empty = Filter the list, then keep it here with +
pane-attention = Needs attention
pane-attention-none = Nothing needs attention
pane-tags = Tags
pane-sources = Where from
pane-more = More ({ $count })
pane-less = Fewer
pane-add = Save this filter as a segment
pane-shared = Shared numbers
pane-invalid = Invalid numbers
pane-ambiguous = Two readings
pane-masked = Hidden numbers
pane-lossy = Digits lost
pane-relay = Relay numbers
pane-no-consent = No consent yet
pane-expiring = Consent expiring
pane-rename = Rename…
pane-colour = Colour
pane-update = Use the present filter
pane-duplicate = Duplicate
pane-delete = Delete segment
pane-copy-of = { $name } copy
pane-clear = Clear all
pane-clear-one = Clear { $what }
pane-search-values = Find in { $what }
pane-no-values = Nothing to choose
pane-more-values = { $count } more; use the search
pane-from = From
pane-to = To
pane-not-a-number = Enter a number
pane-day-within = Within { $days } days
pane-day-longer = Over { $days } days ago
pane-day-never = Never ordered
pane-blank = Blank
segment-save-title = Save as segment
segment-rename-title = Rename segment
segment-save = Save segment
segment-rename = Rename
segment-cancel = Cancel
segment-name = Name of the segment
segment-name-hint = Such as: Shenzhen regulars
segment-holds = Conditions: { $words }
segment-holds-search = What stands in the search box becomes a condition too.
colour-0 = violet
colour-1 = teal
colour-2 = red orange
colour-3 = amber
colour-4 = blue
colour-5 = pink
colour-6 = green
colour-7 = grey
why-title = Why is this person here
why-title-not = Why is this person not here
why-close = Close
why-by-hand = Put in by hand
why-left-out = Left out by hand
why-own = now { $value }
why-own-nothing = nothing entered
why-holds = holds
why-holds-not = does not hold
why-include = Put in by hand
why-exclude = Leave out by hand
why-automatic = Let the conditions decide
why-no-conditions = There are no conditions: everybody is here.

## end ui-pane

## ui-bar: Filter bar

subject-orders = Orders
subject-spent = Spent
subject-created = Added
subject-last-order = Last order
subject-phone = Number
subject-number-status = Numbers
subject-number-type = Kind of line
subject-number-region = Numbers from
subject-source-kind = Kind of source
subject-consent = Contact
subject-province = Province
part-address = address
part-order = orders
part-consent = consent on record
flag-duplicate = shared with somebody
flag-invalid = invalid
flag-ambiguous = read two ways
flag-masked = hidden digits
flag-lossy = digits lost
flag-relay = relay number
flag-expiring = consent ending soon
channel-sms = Texts
channel-call = Calls
channel-email = E-mail
channel-post = Post
channel-whatsapp = WhatsApp
channel-wechat = WeChat
purpose-service = service
purpose-research = research
pile-may-text = May text
pile-service-only = Service only
pile-ask-first = Ask first
pile-do-not-disturb = Do not disturb
condition-contains = Contains
condition-contains-not = Without
condition-not = { $label } not
condition-none-of = None of
condition-any-of = Any of
condition-and = and
condition-or = or
condition-and-more = { $first }, one of { $count }
condition-within = with “{ $text }”
condition-blank = blank
condition-has = Has
condition-no = No
condition-can = May use
condition-yes = yes
condition-no-value = no
range-over = over { $x }
range-under = under { $x }
range-at-least = { $x } or more
range-at-most = { $x } or less
range-between = { $a } to { $b }
date-after = after { $x }
date-before = before { $x }
date-from = from { $x }
date-until = until { $x }
date-between = { $a } to { $b }
date-year = { $year }
age-is = { $x } ago
age-within = within { $x }
age-longer = over { $x } ago
age-between = { $a } to { $b } ago
age-days = { $count } { $n ->
    [one] day
   *[other] days
}
age-weeks = { $count } { $n ->
    [one] week
   *[other] weeks
}
age-months = { $count } { $n ->
    [one] month
   *[other] months
}
age-years = { $count } { $n ->
    [one] year
   *[other] years
}
filterkey-name = name
filterkey-company = company
filterkey-ref = member name or id
filterkey-phone = number
filterkey-email = e-mail
filterkey-city = city
filterkey-province = province
filterkey-country = country
filterkey-tag = tag
filterkey-source = where from
filterkey-list = list that went out
filterkey-source_kind = kind of source
filterkey-created = day added
filterkey-orders = how many orders
filterkey-last_order = day of the last order
filterkey-spent = money spent
filterkey-region = country of the number
filterkey-type = kind of line
filterkey-id = number in the book
filterkey-has = has something
filterkey-no = lacks something
filterkey-is = what is odd
filterkey-pile = may I contact
filterkey-can = may be used
filterkey-sms = texts
filterkey-call = calls
filterkey-post = post
filterkey-whatsapp = WhatsApp
filterkey-wechat = WeChat

bar-search = Search name, number, pinyin, e-mail…
bar-search-clear = Clear the search
bar-add = Filter
bar-save = Save as segment
bar-update = Update segment
bar-remove = Remove
bar-text = Text
bar-text-name = The filter as text
bar-text-hint = Such as city:深圳 orders:3.. tag:VIP
bar-people = { $found } of { $everyone } people
bar-add-title = Filter by
bar-word = Contains this text

## end ui-bar

## ui-inspector: One person

inspector-nobody = Nobody chosen
inspector-nobody-more = Choose somebody to see reach, consent, orders and the whole story.
inspector-unnamed = (no name)
inspector-customer-since = customer since { $year }
inspector-copy-number = Copy number
inspector-record = Record…
inspector-more = More
inspector-edit-name = Edit name
inspector-edit-company = Edit company
inspector-copy-email = Copy e-mail
inspector-why = Why is this person here
inspector-delete = Delete this contact
inspector-copied = Copied { $what }
inspector-close = Close
inspector-why-everyone = The list shows everyone: there is no filter.
inspector-why-by-hand = Put into this segment by hand.
inspector-why-left-out = Left out of this segment by hand.
inspector-why-holds = Holds: { $condition }
inspector-why-fails = Does not hold: { $condition }
inspector-add-tag = Add tag
inspector-remove-tag = Remove tag { $tag }
inspector-reach = Reach
inspector-add-number = Add number
inspector-add-email = Add e-mail
inspector-no-reach = No way to reach them yet.
inspector-number = Phone number
inspector-email = E-mail
inspector-city = City
inspector-name = Name
inspector-company = Company
inspector-notes = Notes
inspector-edit = Edit { $what }
inspector-remove = Remove { $what }
inspector-carrier = originally { $carrier }
inspector-shared-with = shared with { $names }
inspector-enter-saves = Enter saves, Esc cancels
inspector-consent = Consent
inspector-no-consent = Nothing on record. Ask before you contact them.
inspector-since = since { $date }
inspector-orders = Orders
inspector-order-count = { $n ->
    [one] { $count } order
   *[other] { $count } orders
}
inspector-last-order = Last order
inspector-all-orders = All…
inspector-fewer-orders = Fewer
inspector-no-date = no date
inspector-no-item = no item
inspector-more-lines = { $count } more
inspector-story = Why
inspector-imported = Imported: { $source }
inspector-imported-plain = Imported from a file
inspector-made-by-hand = Added by hand
inspector-row = row { $row }
inspector-voided = undone
inspector-notice = notice { $version }
inspector-until = until { $date }
inspector-fields = More
inspector-add-notes = Write a note
inspector-several = { $people } selected
inspector-record-for-all = Record consent…
inspector-tag-name = Name of the tag
inspector-tag-all = Tag…
inspector-cancel = Cancel
inspector-copy-all = Copy numbers
inspector-copied-all = Copied { $count } numbers
inspector-delete-all = Delete
inspector-pile-may-text = May text now
inspector-pile-service-only = Service only
inspector-pile-ask-first = Ask first
inspector-pile-do-not-disturb = Do not disturb
inspector-loading = Reading…
new-contact-title = New contact
new-contact-save = Save
new-contact-mobile = Mobile
new-contact-tags = Tags (with commas between)
new-contact-known = This number is in the book already: { $name }
new-contact-open = Open

## end ui-inspector

## ui-consent: Recording consent

people = { $n ->
    [one] { $count } person
   *[other] { $count } people
}
consent-channel-sms = text
consent-channel-call = phone
consent-channel-email = e-mail
consent-channel-post = post
consent-channel-whatsapp = WhatsApp
consent-channel-wechat = WeChat
consent-any-channel = every way
consent-purpose-marketing = marketing
consent-purpose-service = service
consent-purpose-research = research
consent-kind-request = question
consent-kind-grant = consent
consent-kind-permit = another basis
consent-kind-refuse = refusal
consent-kind-withdraw = opt-out
consent-kind-invalidate = void consent
consent-kind-expire = end of consent
consent-kind-void = undo
consent-kind-restore = redo
consent-method-import = imported file
consent-method-web_form = web form
consent-method-paper = on paper
consent-method-in_person = in person
consent-method-verbal_call = by phone
consent-method-sms_reply = text reply
consent-method-email_click = link in an e-mail
consent-method-qr = QR code
consent-method-program = recorded by Haobu
consent-about-all = everything
consent-about-purpose = all { $purpose }
consent-about-scope = { $channel } { $purpose }
consent-did-request = Asked about { $what }, no answer yet
consent-did-grant = Agreed to { $what }
consent-did-permit = Another basis for { $what }
consent-did-refuse = Refused { $what }
consent-did-withdraw = Opted out of { $what }
consent-did-invalidate = Consent to { $what } is void
consent-did-expire = Consent to { $what } ran out
consent-did-void = An entry was undone
consent-did-restore = An entry was redone
consent-is-unknown = Ask first
consent-is-requested = Asked { $date }, no answer yet
consent-is-claimed = Agreed, not proved yet
consent-is-granted = Agreed
consent-is-granted-until = Agreed until { $date }
consent-is-permitted = Contract or other basis
consent-is-permitted-until = Contract or other basis until { $date }
consent-is-refused = Refused { $date }
consent-is-withdrawn = Opted out { $date }
consent-is-expired = Consent ran out { $date }
consent-is-invalidated = Consent void { $date }
consent-proof-own-act = their own act, with wording and time on record
consent-proof-recorded = on record with proof
consent-proof-claimed = only claimed, not proved yet
consent-proof-none = no proof
consent-act-sms = send { $purpose } texts
consent-act-call = make { $purpose } calls
consent-act-email = send { $purpose } e-mails
consent-act-post = send { $purpose } letters
consent-act-whatsapp = send { $purpose } WhatsApp messages
consent-act-wechat = send { $purpose } WeChat messages
consent-title = Record consent · { $who }
consent-save = Record
consent-opt-out-texts = Opt out of texts
consent-opt-out-calls = Opt out of calls
consent-opt-out-all = Opt out of everything
consent-channels = Channel
consent-purpose = Purpose
consent-what = Answer
consent-pick-grant = Agreed
consent-pick-refuse = Refused
consent-pick-withdraw = Opted out
consent-pick-request = Asked, no answer yet
consent-pick-permit = Contract or other basis
consent-how = How
consent-date = Date
consent-time = Time
consent-until = Until (optional)
consent-which = Which
consent-which-all = All numbers and addresses
consent-note = Note, or where the proof is
consent-note-hint = Such as: said at the counter; form in the folder
consent-wording = Exact words they saw (optional)
consent-wording-hint = Such as: I agree to receive offers by text
consent-pick-channel = Choose at least one channel.
consent-wrong-time = That is no time. Write it as 10:22.
consent-no-date = Give the date.
consent-in-future = That moment is still to come. Enter when they really said it.
consent-ends-early = The end must come after the day they said it.
consent-then-may = After this: you may { $act } to { $who }.
consent-then-not = After this: you may not { $act } to { $who }.
consent-then-wait = After this: wait for the answer; do not { $act } to { $who } yet.
consent-then-unproven = After this: you may not { $act } to { $who } yet. Add a note or the wording, or choose “in person”.
consent-then-no-point = After this: there is no usable number or address to { $act } to { $who }.
consent-open-calendar = Open the calendar
consent-month-before = Month before
consent-month-after = Month after
consent-wrong-date = That is no date. Write it as 2026-01-31.
consent-weekday-1 = Mo
consent-weekday-2 = Tu
consent-weekday-3 = We
consent-weekday-4 = Th
consent-weekday-5 = Fr
consent-weekday-6 = Sa
consent-weekday-7 = Su

## end ui-consent

## ui-history: History

op-did-create = Created the book
op-did-import = Imported a file
op-did-import-of = Imported { $source }
op-did-with = { $what }: { $parts }
op-did-add = Added a contact
op-did-edit = Changed details of { $people }
op-did-delete = Deleted { $people }
op-did-tag = Tagged { $people } { $tag }
op-did-untag = Took tag { $tag } off { $people }
op-did-tags = Changed tags of { $people }
op-did-consent = Recorded consent
op-did-consent-of = Recorded { $what } ({ $about }): { $people }
op-did-export = Exported a file
op-did-export-of = Exported { $what }
op-did-undo = Undid a step
op-did-redo = Redid a step
op-did-fields = Changed fields
op-did-segments = Changed segments
op-did-segment = Changed segment “{ $name }”
history-title = History
history-words = Everything that was done to this book. Undoing begins with the newest step, and can be redone.
history-undo-last = Undo last step
history-redo = Redo: { $what }
history-undo-to = Undo to here
history-undo-to-of = Undo to here: { $what }
history-undone = undone
history-owner = owner
history-empty = Nothing was done yet
history-empty-words = Import a spreadsheet or add a contact: every step is kept here and can be undone.
history-import = Import…
history-confirm-title = Undo to here?
history-confirm = { $n ->
    [one] This step will be undone:
   *[other] These { $count } steps will be undone, newest first:
}
history-confirm-more = and { $count } earlier steps
history-confirm-redo = They can be redone one by one.
history-confirm-do = { $n ->
    [one] Undo { $count } step
   *[other] Undo { $count } steps
}
history-cancel = Cancel
history-stop = Stop
history-undoing = Undoing
history-left = { $seconds } s left
history-did-undo = { $n ->
    [one] { $count } step undone
   *[other] { $count } steps undone
}
history-loading = Reading the history…

## end ui-history

## ui-send: Sending a list out

send-title = Send a list out
send-step-who = Who
send-step-what = Columns
send-step-done = Written
send-whom = Whom
send-selected = The { $count } selected
send-shown = The { $count } in the list: { $what }
send-everyone = Everybody, { $count }
send-segment = A segment
send-segment-which = Segment
send-what-for = What for
send-to-contact = To reach them
send-to-contact-means = Only people who may be reached this way, each number and address once. Everybody else is left out and counted.
send-records = For my own records
send-records-means = Everybody, whatever they agreed to. Not for sending anything.
send-records-short = own records
send-editing = To edit in Excel or WPS and bring back
send-editing-means = Change it there, drop the file back here, and every change is shown before it counts. Sorting, new rows and deleted rows are understood.
send-editing-short = to edit
send-editing-how = Leave the last, hidden column as it is: by it each row is known again when the file comes back. The file is not encrypted; delete it after use.
send-over = How you reach them
send-purpose = What you say
send-marketing-means = Offers and news: only with a provable yes.
send-service-means = About an order or an appointment of theirs: nothing is offered.
send-research-means = A survey: only with a yes to it.
send-counting = Counting…
send-of = { $n ->
    [one] Of { $count } person
   *[other] Of { $count } people
}
send-reached = { $n ->
    [one] { $count } on the list
   *[other] { $count } on the list
}
send-nobody-left-out = Nobody is left out.
send-left-out = { $n ->
    [one] { $count } left out
   *[other] { $count } left out
}
send-left-out-means = Each person counts once, under the gravest reason. Click a number to see who.
send-once = Each number and address is on the list once; whoever comes first keeps it.
send-once-post = Everybody with an address is on the list once.
send-names-of = { $reason }: { $count }
send-nobody = Nobody may be reached this way. Choose other people or another way.
send-so-far = { $reached } on the list, { $left } left out. Nothing is written yet.
send-columns = Which columns
send-columns-means = What is not in a file cannot get into wrong hands: only what is needed is ticked.
send-columns-fewest = Only what is needed
send-columns-all = All
send-no-columns = Tick at least one column.
send-preview = The first lines
send-plain-contact = The file is not encrypted. The book notes who is in it, so that you can say later who got what.
send-whole-or-not = The file appears whole or not at all.
send-now = { $n ->
    [one] Export { $count } person
   *[other] Export { $count } people
}
send-running-safe = If you stop now, nothing is written.
send-written = { $n ->
    [one] { $count } person written
   *[other] { $count } people written
}
send-remembered = The book remembers this list and who is in it: “Lists” at the left, and in the story of each of them.
send-not-remembered = This book is open for reading only, so it does not remember who is in this list.
send-show-list = Show the list
send-copy-place = Copy where it is
send-copied-place = Copied where the file is.
send-another = Another list

left-out-withdrawn = Opted out
left-out-refused = Said no
left-out-service-only = Service only
left-out-expired = Consent has run out
left-out-invalidated = Consent does not hold
left-out-unproven = Yes without proof
left-out-unanswered = Asked, no answer yet
left-out-no-consent = Never asked
left-out-unusable = No usable number
left-out-shared = Shares a number
left-out-means-withdrawn = They told you to stop. Nobody may put them on such a list again, unless they say yes anew.
left-out-means-refused = They were asked and said no.
left-out-means-service-only = They may be told about their own orders and appointments. For offers, ask them first.
left-out-means-expired = They said yes, for a time that is over. Ask again.
left-out-means-invalidated = A yes is on record that was found not to hold. Ask again.
left-out-means-unproven = A file says that they agreed, but nobody can prove it. Ask them, or record how, when and to which words they agreed.
left-out-means-unanswered = They were asked and have not answered. Silence is no yes.
left-out-means-no-consent = Nothing is known of what they agreed to. Ask them at their next visit: Ctrl L, “Ask now”.
left-out-means-unusable = They have no number or address that this way can run over, or it is wrong, hidden or lent by a shop platform.
left-out-means-shared = Somebody before them on the list has the same number or address; they get it once.

rail-lists = Lists
command-lists = Lists that went out
lists-title = Lists that went out
lists-about = Every file you exported, and who is in it.
lists-with = With
lists-all = Show all lists again
lists-gone = somebody who was deleted
lists-none-of = This person is in no list that went out.
lists-people = { $n ->
    [one] { $count } person
   *[other] { $count } people
}
lists-columns = Columns: { $columns }
lists-find = Name or number
lists-nobody = Nobody of this name or number is in this list.
lists-gone-people = { $n ->
    [one] { $count } of them is not in the book any more.
   *[other] { $count } of them are not in the book any more.
}
lists-empty = No list went out yet
lists-empty-words = Whenever you export people, the book notes who is in the file, when and for what.
lists-export = Send a list out
lists-in = { $n ->
    [one] In { $count } list that went out
   *[other] In { $count } lists that went out
}

lists-show-people = Show them in the list
subject-list = List that went out
column-province = Province
column-street = Address
column-postcode = Postcode

## end ui-send

## ui-roundtrip: Lists that come back

op-round_trip = edited list brought back
op-did-trip = Brought an edited list back
trip-not-for-editing = Only a CSV or Excel list for your own use can be edited and brought back.
trip-title = An edited list is back
trip-reading = Comparing it with the book…
trip-running = Bringing the changes in…
trip-running-safe = If you stop, the book stays exactly as it was.
trip-safe = Nothing is written yet, and all of it can be undone in one step.
trip-book-read-only = This book is open for reading only.
trip-open-book = This list left a book to be edited. Open that book and drop the file there, and every change is shown cell by cell.
trip-as-plain = Import it like any other file
trip-bring = { $n ->
    [one] Bring in { $count } change
   *[other] Bring in { $count } changes
}
trip-bring-nothing = Nothing to bring in
trip-no-changes = Nothing in it differs from the book.
trip-which = Which changes come in?
trip-list = { $n ->
    [one] { $file }, written on { $date } with { $count } person
   *[other] { $file }, written on { $date } with { $count } people
}
trip-columns = Columns
trip-sum-unchanged = { $n ->
    [one] { $count } row unchanged
   *[other] { $count } rows unchanged
}
trip-sum-people = { $n ->
    [one] { $count } person with edits
   *[other] { $count } people with edits
}
trip-sum-new = { $n ->
    [one] { $count } new row
   *[other] { $count } new rows
}
trip-sum-gone = { $n ->
    [one] { $count } person no longer in the file
   *[other] { $count } people no longer in the file
}
trip-sum-damaged = { $n ->
    [one] { $count } cell damaged by the spreadsheet, kept as it was
   *[other] { $count } cells damaged by the spreadsheet, kept as they were
}
trip-sum-conflicts = { $n ->
    [one] { $count } change on both sides
   *[other] { $count } changes on both sides
}
trip-other-book = These rows left another book. Open that book to compare them.
trip-no-list = No row of this file is of a list that this book wrote.
trip-shuffled = Many rows hold nothing of the person they are marked as: perhaps only some of the columns were sorted. Nothing is ticked. Undo that sorting in the spreadsheet, then drop the file again.
trip-missing-columns = Not in the file any more: { $heads }. What the book has there stays.
trip-strange-columns = Added in the file: { $heads }. These columns are not brought in.
trip-section-people = { $n ->
    [one] { $count } person with edits
   *[other] { $count } people with edits
}
trip-section-new = { $n ->
    [one] { $count } new row
   *[other] { $count } new rows
}
trip-section-gone = { $n ->
    [one] { $count } person no longer in the file
   *[other] { $count } people no longer in the file
}
trip-section-kept = { $n ->
    [one] { $count } cell stays as the book has it
   *[other] { $count } cells stay as the book has them
}
trip-section-odd = { $n ->
    [one] { $count } row that was not understood
   *[other] { $count } rows that were not understood
}
trip-tick-all = All: { $what }
trip-change = { $head }: { $old } → { $new }
trip-cleared = cleared
trip-nothing = (blank)
trip-conflict = Changed in the book, too
trip-new-copy = Copied from the row of { $name }
trip-new-twin = Same number or e-mail as { $name }
trip-gone-keep = Stays in the book
trip-gone-delete = Goes to the trash
trip-kept-book = stays { $value }
trip-read-only-column = Cannot be changed here
trip-damage-scientific = Shortened to a power of ten
trip-damage-plus = The plus sign was lost
trip-damage-zeros = Leading zeros were lost
trip-damage-decimals = Decimal zeros came or went
trip-damage-dressed = Shown as an amount
trip-damage-rounded = Last digits became zeros
trip-damage-date = Turned into a date
trip-damage-serial = A date turned into a number
trip-damage-narrow = Only # signs: the column was too narrow
trip-damage-error = A formula error
trip-damage-characters = Characters became question marks
trip-damage-new = A new number without its last digits: please type it again
trip-odd-broken = The mark in “haobu-id” was changed
trip-odd-other-book = Of another book
trip-odd-unknown = Of a list this book does not know
trip-odd-not-in-book = No longer in the book
trip-odd-above = Above the column heads
trip-done = Changes brought in
trip-done-nothing = Nothing was changed.
trip-done-cells = Cells changed, of { $people }
trip-done-added = New people
trip-done-deleted = Moved to the trash
trip-done-kept = { $n ->
    [one] { $count } cell stayed as the book has it.
   *[other] { $count } cells stayed as the book has them.
}
trip-refused = { $n ->
    [one] { $count } change was not brought in
   *[other] { $count } changes were not brought in
}
trip-refused-changed = The book changed meanwhile
trip-refused-suppressed = Asked never to be kept again
trip-undo = Undo all of it
trip-undone-means = The book is as it was before.

## end ui-roundtrip

## ui-palette: Command palette

palette-title = Find a command or a person
palette-hint = Command, segment or person
palette-none = Nothing found for “{ $text }”.
palette-commands = Commands
palette-segments = Segments
palette-people = People
palette-not-now = not available now

## end ui-palette

## ui-review: Walking a list

command-review = Review one by one…
command-look-up = Look up a number
command-keys = Keyboard shortcuts
op-review = review
op-did-review-begin = Began a review
op-did-review-drop = Put a review away
op-did-review-step = Review: { $what }
decision-waiting = to be looked at
decision-kept = kept
decision-tagged = tagged
decision-mended = number fixed
decision-invalid = dead number
decision-withdrawn = opted out
decision-skipped = skipped
decision-deleted = deleted
review-title = Review one by one
review-about = One person after another, one key each. Stop whenever you like and go on another day; every step can be undone.
review-name = Name of this list
review-selected = The { $count } selected
review-shown = The { $count } in the list
review-resume = Go on with { $name } ({ $done } of { $total })
review-start = Begin
review-go-on = Go on
review-starting = Preparing…
review-keep = Keep
review-tag = Tag
review-tag-with = Tag { $tag }
review-other-tag = Another tag
review-mend = Fix number
review-invalid = Dead number
review-withdraw = Opt out
review-skip = Skip
review-delete = Delete
review-back = The one before
review-forward = The next one
review-number-up = Number above
review-number-down = Number below
review-pause = Stop here
review-drop = Put this list away
review-method = How people opt out
review-method-is = Opt out: { $how }
review-place = { $place } of { $total }
review-progress = How far the review is
review-was = done: { $what }
review-numbers = Numbers
review-read = read as { $text }
review-written = Written as { $text }
review-no-number = No number
review-tags = Tags
review-source = Where from
review-gone = This contact was deleted. To bring them back, undo the step that deleted them; or go on to the next.
review-mend-name = Correct number
review-tag-name = Tag
review-tag-help = Enter adds it. From then on T alone adds the same tag
review-done = All done
review-done-words = “{ $name }”: { $people } looked at.
review-leave = Back to people
review-again = See the { $count } skipped again

## end ui-review

## ui-lookup: At the counter

lookup-title = Look up a number
lookup-hint = Any digits, or the last four
lookup-about = Ask for the last four digits of their mobile. A name works too.
lookup-more = { $people } in all; more digits narrow it down
lookup-nobody = Nobody here has “{ $text }”.
lookup-last-order = ordered { $ago }
lookup-name = New contact { $number }
lookup-read-out = Read this out:
lookup-add = Add
lookup-add-agrees = Add, they agree to texts
lookup-ask = Ask now
lookup-notice = asked at the counter
lookup-wording = May { $shop } text you about new things and offers? Tell us whenever you want it to stop.
lookup-edit-wording = Change the words
lookup-wording-done = Done
lookup-yes = Yes
lookup-no = No
lookup-kept = The answer is recorded with these exact words, as proof.
lookup-said-yes = They have agreed already; no need to ask. If they want it to stop, press N.
lookup-said-no = They have said no before. Do not ask again unless they bring it up.
lookup-said-yes-now = Recorded: yes. You may send marketing texts now.
lookup-said-no-now = Recorded: no. They get no marketing texts.
lookup-no-mobile = Texts do not reach this number; there is nothing to ask.
lookup-next = Next person
lookup-open = Open details
keys-finding = Finding
keys-people = People
keys-steps = Doing
keys-places = Places
keys-look = Look
keys-book = The book
keys-table = In the list
keys-table-rows = Row above, row below
keys-table-extend = Select on
keys-table-columns = Column left, column right
keys-table-ends = First row, last row
keys-table-toggle = Select or not
keys-table-edit = Edit
keys-table-menu = Open the menu

## end ui-lookup

## ui-demo: The sample book

help-demo = Open the window on a sample book, in a temporary folder
demo-no-display = There is no display to open a window on.
demo-no-graphics = The window could not be opened: { $said }
demo-without-window = These commands work without a window: { $commands }. Each of them explains itself with --help.

## end ui-demo

### book-edits

edit-nobody-there = Give at least a name, a company, a number or an e-mail address.
edit-not-an-email = That is not an e-mail address. It should look like name@example.com.
edit-not-a-number = This field takes numbers, such as 12 or 12.5.
edit-not-a-date = This field takes days, such as 2026-11-23.
edit-not-yes-or-no = This field takes yes or no.
edit-unnamed-tag = Give the tag a name.
edit-unnamed-segment = Give the segment a name.
edit-segment-exists = There is a segment “{ $name }” already. Choose another name.
edit-in-the-future = That day is still to come. Enter when the person really said it.
edit-ends-before-it-begins = It would end before it begins. Choose a later end.
edit-not-by-hand = The program writes such entries by itself; they cannot be made by hand.
edit-never-again = This row has a number or address that must not be brought in again. You can only throw it away.

## import-kinds: Kinds of files

import-left-out = Left out, since no list of people is in them: { $files }
intake-field-birthday = Birthday

## end import-kinds

## backup: Backups, restoring, faults of files

help-backup = Make a backup and try it out
help-backup-book = The book
help-backup-to = Folder for the backup, instead of the one beside the book
help-backup-json = Print one JSON object
help-restore = Make a book from a backup
help-restore-backup = The backup to restore
help-restore-book = The book to make; one that is there is kept under another name
help-restore-replace_other_book = Also when the book that is there is not the one the backup was made of
help-restore-json = Print one JSON object
help-verify = Read all of a book or backup and check it; a backup is restored for trial
help-verify-book = The book or backup
help-verify-json = Print one JSON object
backup-done = Backed up and tried out: { $path }
backup-about = { $n ->
    [one] No. { $number } of { $time }, { $contacts } contact
   *[other] No. { $number } of { $time }, { $contacts } contacts
}
verify-backup = The backup was restored for trial and is whole. { $backup }
restore-done = Restored to { $path }. { $backup }
restore-kept = The book that was there before is kept as { $path }.
command-backups = Backups
command-back-up = Back up now
rail-backups = Backups
backups-title = Backups
backups-about = A backup is made when you close the book, once a day, and whenever you like. Each one is restored for trial before it counts. Backups are encrypted and open with your passphrase.
backups-rehearse = It is 90 days since you last looked into a backup. Look inside one now, so that you know you can when you must.
backups-attention = Please look at this
backups-folders = Where backups go
backups-folder-current = Up to date · backups: { $count }
backups-folder-missing = This folder is not there now. Connect the disk or stick; what was missed is backed up by itself the next time the book is opened.
backups-folder-behind = Not up to date yet · backups: { $count }
backups-folder-add = Add a second folder…
backups-folder-change = Use another second folder…
backups-folder-which = Folder, for example on a USB stick
backups-folder-remove = No longer use { $path }
backups-none = No backup yet
backups-none-words = The first one is made by itself when there is something to keep.
backups-row-about = { $n ->
    [one] No. { $number } · { $contacts } contact · { $size } MB
   *[other] No. { $number } · { $contacts } contacts · { $size } MB
}
backups-row-damaged = { $name } is damaged and cannot be used
backups-look = Look inside
backups-look-of = Look inside the backup of { $when }
backups-restore = Restore…
backups-restore-of = Restore the backup of { $when }…
backups-restoring = Restoring
backups-restored = Restored the backup of { $when }. The book that was there before is kept as { $kept }.
backups-confirm = Restore this backup?
backups-confirm-do = Restore
backups-confirm-earlier = This backup is from before the passphrase was changed. Look inside it with the passphrase of that time; from there it can be restored, and the book then opens with that passphrase again.
backups-confirm-words = The book is backed up first and kept beside the restored one under another name. Nothing is overwritten.
backups-inside = You are looking into a backup. Nothing can be changed here. Look at the people in it; if it is the one you need, restore it. To go back, lock it and open the book.
backups-see-people = See the people
backups-restore-this = Restore this backup…
backups-status-inside = Looking into a backup
backups-status-running = Backing up…
backups-status-done = Backed up ✓ { $when }
backups-status-changed = Changed since the backup of { $when }
backups-status-failed = Backup incomplete: see Backups
backups-warn-elsewhere = The book is open for writing on { $host } since { $since }. Here it can only be looked at. Close it there and open it again here to change it.
backups-warn-left = { $host } has left word that the book is open there since { $since }. No program on this computer has it, but for now it can only be looked at. Look at { $host } first: if the book is closed there, or that computer is broken or gone, you can go on here. If it is open there after all, the changes of both end up in two different copies.
backups-left-mend = It is not open there: change it here
backups-warn-healed = The start of the file was damaged and was put right from a copy. Nothing is lost. If this happens again, the disk may be failing: keep a backup on another one.
backups-warn-damaged = The start of the file is damaged. It cannot be put right here because the file is read-only. Copy the book to a disk that can be written and open it there.
backups-warn-older = { $n ->
    [one] This file is older than the book was on this computer on { $seen }: { $steps } step is missing. An old copy may have taken its place. Look for the newer one, or restore a backup below.
   *[other] This file is older than the book was on this computer on { $seen }: { $steps } steps are missing. An old copy may have taken its place. Look for the newer one, or restore a backup below.
}
backups-warn-other = This file is not the continuation of the book that was open on this computer on { $seen }. It was changed in another way, perhaps on another computer. Compare it with a backup below before you go on.
backups-warn-copies = Copies of this book lie beside it, as sync programs make them when two computers change a book at once:
    { $found }
backups-warn-clock = The clock of this computer is behind { $seen }, when the book was last open. Backups do not depend on it, but new entries would carry a wrong time: set the clock first.
backups-copy-same = { $name }: the same as this book; you may delete it
backups-copy-older = { $n ->
    [one] { $name }: { $steps } step behind this book; you may delete it
   *[other] { $name }: { $steps } steps behind this book; you may delete it
}
backups-copy-newer = { $n ->
    [one] { $name }: has { $steps } step more than this book; open it to go on with it
   *[other] { $name }: has { $steps } steps more than this book; open it to go on with it
}
backups-copy-other = { $name }: has changes that this book lacks, and lacks some that it has; open it to look
backups-copy-earlier = { $name }: from before the passphrase was changed; it opens with the passphrase of that time
backups-copy-closed = { $name }: does not open with this passphrase

## end backup

## ui-held: Rows that wait for the owner, and what tells who is the same

help-import-keys = What tells that somebody is in the book already: number, email, ref (member name or id), name+birthday; separated by commas
help-import-keep = What stands in the book stays where the column COL says something else; blanks are filled. May be given several times

op-settle_held = settled
op-did-settle-known = { $n ->
    [one] Row to confirm: it is somebody known
   *[other] { $rows } rows to confirm: they are somebody known
}
op-did-settle-new = { $n ->
    [one] Row to confirm: it is somebody new
   *[other] { $rows } rows to confirm: they are new people
}
op-did-settle-thrown-away = { $n ->
    [one] Row to confirm: thrown away
   *[other] { $rows } rows to confirm: thrown away
}
command-settle-held = Settle rows to confirm
pane-held = Rows to confirm
held-title = Rows to confirm
held-progress = { $done } of { $total } settled
held-how-far = How far it is
held-skipped = { $count } skipped
held-row-of = Row { $row } of { $file }
held-several = It fits several people in the book. Who is it?
held-contradicts = The member name or id is known, but name and contact details are another person’s. Who is it?
held-row-says = The file says
held-known = It is this person
held-known-place = It is { $place }
held-new = Somebody new
held-throw-away = Throw the row away
held-all-new = All of this kind are new people
held-throw-all-away = Throw all of this kind away
held-all-new-of = All { $rows } of this kind are new people
held-throw-all-away-of = Throw all { $rows } of this kind away
held-nobody-left = Nobody it might have been is in the book any more.
held-more = { $count } more fit, too; they are not shown here.
held-cells = The row as it stands in the file
held-cell = { $head }: { $cell }
held-no-head = (no heading)
held-same = the same
held-stays = stays as it is
held-filled = is filled in
held-added = is added to
held-replaced = is replaced
held-says-name = Name
held-says-company = Company
held-says-reference = Member id
held-says-numbers = Numbers
held-says-emails = E-mail
held-says-address = Address
held-says-tags = Tags
held-says-notes = Notes
held-says-purchase = Order
held-done = Everything is settled
held-done-words = No row of any file waits for you.
held-none = Nothing waits
held-none-words = Rows that fit several people, or contradict, wait here after an import.
held-only-skipped = Only skipped rows are left
held-only-skipped-words = { $count } wait until you decide; they stay here.
held-again = Show the { $count } skipped
held-settle = { $n ->
    [one] Settle the row to confirm
   *[other] Settle { $count } rows to confirm
}
intake-keys = Somebody is in the book already if these are the same
intake-key-number = Phone number
intake-key-email = E-mail address
intake-key-ref = Member name or id
intake-key-birthday = Name and whole date of birth
intake-never-overwrite = Never overwrite what stands in the book (blanks are filled)

## end ui-held

## keys: passphrase, recovery code, keyring
key-word-count = A recovery code has { $wanted } words; these are { $found }.
key-unknown-word = Word { $place } is not a word of recovery codes. Look at its spelling.
key-mistyped-code = These are not the words of one recovery code: one is wrong, or two have changed places.
key-other-code = This recovery code belongs to another book, or was replaced by a newer one.
key-no-recovery-code = This book has no recovery code.
key-nothing-sealed = Nothing on this computer can be opened with a recovery code of this book. Choose a backup of it.
key-not-sealed = This is neither a backup nor a key that was sealed to a recovery code.
key-older-key = The passphrase of the book was changed after this was made. Choose the newest backup.
key-earlier-key = This is from before the passphrase was changed. It opens with the passphrase of that time.
key-unconfirmed = The passphrase is changed, but the disk has not confirmed it. Keep the old passphrase in mind until the book has opened with the new one, and make a backup.
key-words-differ = That is not the word on the page. Look again.
key-copy-differs = The new copy of the book was not the same as the book. Nothing was changed.
key-no-keyring = This system has no keyring that answers. The passphrase always works.
key-keyring-locked = The keyring of this system is locked. The passphrase always works.
key-keyring-slow = The keyring of this system did not answer in time. The passphrase always works.
key-not-remembered = This computer does not remember this book. The passphrase always works.
op-did-change-passphrase = Changed the passphrase
op-did-recovery-code = Made a new recovery code
op-did-confirm-recovery-code = Confirmed the recovery code
passphrase-done = Changed the passphrase of { $path }. Backups made before still open with the old one.
passphrase-no-backup = The passphrase is changed, but no new backup could be made: { $reason } Older backups open with the old passphrase only; make one with `haobu backup BOOK`.
passphrase-no-recovery = This book has no recovery code. `haobu recover BOOK --new-code PAGE` makes one.
recover-prompt = The words of the recovery code:{" "}
recover-page-done = Wrote the recovery code on { $page }. Print it, keep it where you will find it, then delete the file.
recover-check-done = The recovery code is right.
page-title = Recovery code of the book { $book }
page-what = These 24 words open the book when its passphrase is forgotten. They go on working when the passphrase is changed.
page-how-open = Open Haobu, choose the book and then “Forgot the passphrase?”.
page-how-type = Type the words in their order. Capitals do not matter.
page-how-new = Choose a new passphrase. If the book is asked for on another computer, choose its newest backup, too.
page-book = Name and phone of the owner:
page-printed = Printed on:
page-kept = This page is kept at:
page-tools = Without Haobu
page-tools-how = Should there be no Haobu any more, the free tools age and { $database } open a backup as well. Put the first line below into a file key.txt beside the backup, call the backup shop.haobu-backup, and run the rest on Linux.
page-care = Whoever has this page and the file can read every customer in it. Keep the page away from the computer, and delete the file it was printed from.
help-passphrase = Change the passphrase of a book, or make it harder to guess
help-passphrase-book = The book
help-passphrase-json = Print one JSON object
help-kdf = How hard guessing the passphrase is made, 1 (least memory) to 5 (most); as before without it
help-new-passphrase-file = Read the new passphrase from this file; otherwise HAOBU_NEW_PASSPHRASE or a prompt
help-recover = Open a book with its recovery code and give it a new passphrase
help-recover-book = The book
help-recover-from = The backup or sealed key to open; otherwise what this computer keeps
help-recover-code-file = Read the words of the recovery code from this file; otherwise HAOBU_RECOVERY_CODE or a prompt
help-recover-new-code = Make a new recovery code instead and write it on this page, to be printed
help-recover-check = Check instead that the words are right
help-recover-age-key = Write the code as a key file of the age program instead, with a backup in the place of the book
recover-age-key-done = Wrote the key for the age program to { $file }. It is as secret as the words: delete it when you are done.
help-recover-json = Print one JSON object
op-change_passphrase = change of passphrase
op-make_recovery_code = new recovery code
op-confirm_recovery_code = recovery code confirmed
security-remember = Remember on this computer
security-remember-help = The book then opens here without its passphrase. Whoever can use your account can open it, too, so leave this off on a shared computer. The passphrase goes on working.
security-no-code = This book has no recovery code. If the passphrase is forgotten, nobody can open the book.
security-unconfirmed-code = The recovery code was made, but you have not shown yet that it is written down.
security-confirmed-code = The recovery code is written down. Keep the page where you will find it.
security-make-code = Make a recovery code…
security-new-code = Make a new recovery code…
security-change-passphrase = Change the passphrase…
recovery-reminder = Write down the recovery code
recovery-title = Recovery code
recovery-making = Making the code…
recovery-what = With these 24 words the book opens when its passphrase is forgotten. They are shown only now, and replace any earlier code. Print them or write them down, and keep the page away from this computer.
recovery-page = Save a page to print
recovery-page-file = Recovery code { $book }.html
recovery-save-page = Save the page
recovery-saved = The page is saved. Open and print it, then delete the file.
recovery-written = I have written it down
recovery-confirm = Confirm
recovery-later = Later
recovery-back = Show the words again
recovery-quiz = Type these three words from your page.
recovery-word = Word { $place }
recovery-done = The recovery code is confirmed. Keep the page where you will find it.
change-title = Change the passphrase
change-what = The book is copied under the new passphrase and takes the place of the old one only when the copy is whole. The recovery code stays valid. Backups made before still open with the old passphrase.
change-forgotten = The book was opened with the recovery code. Choose a new passphrase for it; the recovery code stays valid.
change-present = Present passphrase
change-new = New passphrase
change-wrong = This is not the passphrase of this book.
change-harder = Make guessing harder (opening the book takes longer)
change-act = Change
change-working = Changing the passphrase…
change-done = The passphrase is changed
unlock-remembered = Open without the passphrase
unlock-forgotten = Forgot the passphrase?
forgotten-what = Type the 24 words of the recovery code, in their order.
forgotten-words = Words of the recovery code
forgotten-from = Backup (may stay empty)
forgotten-from-help = If the book comes from another computer, or is lost, choose the newest backup of it.
forgotten-open = Open with the recovery code
forgotten-back = Back to the passphrase
command-security = Safety check
rail-security = Safety
security-title = Safety
security-all-done = Everything that should be done is done.
security-left = { $n ->
    [one] One thing is still worth doing: the one with the triangle below.
   *[other] { $count } things are still worth doing: those with a triangle below.
}
security-checklist = Checklist
security-check-passphrase = Passphrase
security-grade-weak = Weak: it is guessed within hours. Choose a longer one, such as a few words that have nothing to do with each other.
security-grade-fair = Fair: it is guessed within months. A longer one is safer.
security-grade-good = Good: guessing it takes decades.
security-grade-very-good = Very good: nobody guesses it in a lifetime.
security-grade-unknown = Not known: it only shows while a passphrase is set in this window.
security-check-cost = Cost of a guess
security-cost = Level { $level } of 5. Each guess takes { $memory } MB of memory.
security-harder = Make guessing harder…
security-backup-current = The backup of { $when } holds everything and was restored for trial.
security-backup-behind = There are changes since the backup of { $when }. Another one is made when the book is closed.
security-backup-failed = One place could not be backed up to. Look at the backups.
security-to-backups = Backups and restoring…
security-check-second = Second place for backups
security-second-none = Backups are in one place only. If this computer is lost or breaks, they are lost, too. Add a USB stick or another disk.
security-second-there = Backups are in two places.
security-add-second = Add a second place…
security-check-rehearsal = Looking into a backup
security-rehearsal-due = It is 90 days since you looked into a backup. Open one now, so that you know how when you need it.
security-rehearsal-by = Open one to look at before { $day }.
security-rehearse = Open one…
security-check-lock = Locking
security-lock-after = The book locks after { $minutes } minutes without a key or pointer, and when the computer sleeps or its screen is locked.
security-lock-never = The book does not lock when idle: whoever sits down at the computer sees it.
security-change-lock = Change the time…
security-computer = This computer
security-limits = What Haobu cannot do
security-limit-forgotten = Without passphrase and recovery code nobody can open the book, not even us.
security-limit-open = While a book is open, whoever sits down at the computer sees it. Lock it when you leave (Ctrl Shift L).
security-limit-computer = Malicious software on this computer can read the passphrase as you type it, and the book while it is open.
security-limit-remembered = With “Remember on this computer” ticked, whoever can use your account can open the book.
security-limit-shared = Where several people share one passphrase, Haobu cannot tell who did what.
security-limit-older = Whoever can reach the file cannot read it, but can put an older copy in its place. Computers that had it open warn of an older copy of the whole.
security-limit-exports = Exported files are not encrypted: mind where you keep them and to whom you send them.
change-harder-title = Make guessing harder
change-harder-what = The passphrase stays the same, but each guess takes about twice the time and memory, and so does opening the book. The book is copied and takes the place of the old one only when the copy is whole.
change-harder-act = Make it harder
change-harder-done = The passphrase is the same, and harder to guess
## end keys
## sweep: Several files at once

import-left-out-more = { $n ->
    [one] And one more.
   *[other] And { $count } more.
}
import-left-out-because = Left out: { $name }: { $why }
sweep-choose-folder = Choose a folder…
sweep-which = Which files come in?
sweep-found = { $n ->
    [one] One list with { $rows } rows. Untick what you do not want.
   *[other] { $files } lists with { $rows } rows in all. Untick what you do not want.
}
sweep-columns = Check the columns…
sweep-files = Back to the files
sweep-head-file = File
sweep-head-kind = Recognised as
sweep-head-rows = Rows
sweep-head-columns = What is used
sweep-head-brings = Brings
sweep-take = Import { $name }
sweep-plain = A plain list
sweep-brings-new = { $n ->
    [one] 1 new customer
   *[other] { $count } new
}
sweep-brings-more = { $n ->
    [one] 1 with details
   *[other] { $count } with details
}
sweep-brings-held = { $count } held for you
sweep-brings-rejected = { $count } cannot come in
sweep-brings-nothing = Nothing new
sweep-brings-not = Left out
sweep-left-out = { $n ->
    [one] One file stays out
   *[other] { $count } files stay out
}
sweep-left-out-all = { $n ->
    [one] Show it
   *[other] Show all { $count }
}
sweep-left-out-hint = To bring one of them in all the same, drop it by itself and say what its columns are.
sweep-why-kind = Not a customer list
sweep-why-empty = No rows in it
sweep-why-nobody = No column says who somebody is
sweep-why-large = Too big
sweep-by-file = File by file
sweep-chosen = { $n ->
    [one] One file
   *[other] { $count } files
}

## end sweep

## watch: Watched folders

op-watch = Watched folder
op-did-watch-nothing = Watched folder: nothing new in a file
op-did-watch-waiting = Watched folder: a file waits for you
op-did-watch-failed = Watched folder: a file could not be read
op-did-watch-left-out = Watched folder: a file was left out
watch-no-settings = How such files come in is not known yet. Bring one in by hand, and tick “Use these settings next time”.
watch-no-heads = Nothing in it says what its columns are. Bring it in by hand.
watch-proof-day = On which day these people agreed is not known. Say it while you bring it in by hand.
watch-edited-list = A list that left this book to be edited: look at the edits before they come in.
watch-begins = Watching { $path }. Ctrl-C ends it.
watch-imported = { $n ->
    [one] One row
   *[other] { $rows } rows
}: { $new } new, { $more } with details, { $held } held, { $rejected } rejected
help-import-watch = Folder whose files come in as they arrive, each once, until Ctrl-C; without --source as the book remembers
help-import-once = With --watch: bring in what is there now, and end
command-watch = Watched folder
watch-title = Watched folder
watch-about = Lists that arrive in a folder come in by themselves while the book is open, each once. A file that is not known yet waits for you; nothing is guessed.
watch-manage = Set up the watched folder
watch-folder = Folder
watch-folder-none = No folder is watched.
watch-folder-which = Folder to watch
watch-folder-change = Another folder…
watch-folder-stop = Stop watching
watch-here = The folder is remembered on this computer only; which files have come in is kept in the book.
watch-quiet = Watching. Everything that is there is dealt with.
watch-closed = It cannot be looked into now; it is tried again every second.
watch-unfinished = { $n ->
    [one] One file is still being written, or open in another program.
   *[other] { $count } files are still being written, or open in another program.
}
watch-none = Nothing has arrived yet
watch-none-words = Save a list into the folder. It comes in a few seconds later.
watch-waiting = { $n ->
    [one] One file waits for you
   *[other] { $count } files wait for you
}
watch-unreadable = Cannot be read
watch-reports = What has come in
watch-open = Import…
watch-open-of = Import { $name }
watch-leave-out = Leave out
watch-leave-out-of = Leave { $name } out
watch-again = Look again…
watch-again-of = Look at { $name } again
watch-by-hand = by you: { $what }
watch-left-out = You left it out
watch-undone = Undone: { $what }
watch-look = Show
watch-offer = { $n ->
    [one] One new file waits for you
   *[other] { $count } new files wait for you
}
watch-offer-wrong = The watched folder needs a look
watch-from-import = Bring in what arrives in a folder by itself…
watch-remember-only = Remember the settings
watch-on = Watching.
watch-waited = Waited for you
sweep-why-edited = An edited list of ours

## end watch
