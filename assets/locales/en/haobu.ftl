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

new-done = Made the book { $path }. Keep the passphrase safe: without it nobody, not even you, can open the book.
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
book-read-only = The book is open for reading only and cannot be changed. Check that the file and its folder are writable.
book-closed = No book is open. Unlock it and try again.
book-moved = The book was moved, replaced or deleted while it was open. Nothing more was written; find the file and open it again.
book-disk-full = The disk is full; nothing was changed. Free some space and try again.
book-key-derivation = There is not enough free memory to work out the key. Close other programs and try again.
book-needs-repair = The last work on this book was cut off, and where it lies now nothing can be written to tidy it up. Copy the book, with the -journal file beside it, to a folder you can write to, and open it there.
book-bad-passphrase = The passphrase is empty or longer than 1,024 bytes. Give one that is neither.
book-unsafe-setting = The book could not be opened safely (the setting “{ $setting }” did not take), so it was closed again.
book-nothing-to-undo = There is nothing to undo.
book-nothing-to-redo = There is nothing to redo.
book-no-such-row = That entry is no longer in the book. Look at the list again.
book-too-many-children = A contact cannot have any more numbers, addresses or purchases. Split it into two contacts.
book-database = The book refused the work (code { $code }); nothing was changed. Try again, and run “haobu check” if it happens again.

## Problems with a file that is brought in

import-old-excel = The file is an old Excel file (.xls). Open it in Excel and save it as .xlsx, then import that.
import-unknown-kind = This kind of file cannot be read. Save it as CSV, Excel (.xlsx) or vCard, then import that.
import-no-rows = The file has no rows, or only a header.
import-nothing-recognised = No column looks like a name or a way to reach someone. Say which is which with --map COLUMN=FIELD.
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
import-too-large = Row { $row } is larger than anything real. Check the quotes and the delimiter near it.

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
help-import-file = The file to bring in: CSV, Excel (.xlsx) or vCard
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
month-of-year = { $month } { NUMBER($year, useGrouping: 0) }
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

## end ui-welcome

## ui-settings: Settings

## end ui-settings

## ui-transfer: Bringing in and sending out

## end ui-transfer

## ui-table: The list

## end ui-table

## ui-pane: Segments and filters

## end ui-pane

## ui-bar: Filter bar

## end ui-bar

## ui-inspector: One person

## end ui-inspector

## ui-consent: Recording consent

## end ui-consent

## ui-history: History

## end ui-history

## ui-demo: The sample book

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
