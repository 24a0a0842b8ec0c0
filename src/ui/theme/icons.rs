//! The icons we use, by what they mean; all from one font.

pub use lucide_icons::Icon;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $icon:ident,)+) => {
        $($(#[$doc])* pub const $name: Icon = Icon::$icon;)+

        /// Every icon above, for tests and pickers.
        pub const ALL: &[Icon] = &[$($name),+];
    };
}

icons! {
    ANALYSIS = ChartColumn,
    ARCHIVE = Archive,
    ARROW_LEFT = ArrowLeft,
    ARROW_RIGHT = ArrowRight,
    BACKUP = ArchiveRestore,
    BOOK = BookUser,
    BOOK_OPEN = BookOpen,
    CALENDAR = Calendar,
    CHECK = Check,
    CHEVRON_DOWN = ChevronDown,
    CHEVRON_LEFT = ChevronLeft,
    CHEVRON_RIGHT = ChevronRight,
    CHEVRON_UP = ChevronUp,
    CITY = MapPin,
    CLEAN_UP = ListChecks,
    CLOCK = Clock,
    COLUMNS = Columns3,
    COMPANY = Building2,
    COPY = Copy,
    CROSS = X,
    CUSTOMIZE = SlidersHorizontal,
    DENSITY = Rows3,
    DOT = Dot,
    DROP = FileUp,
    DUPLICATES = CopyCheck,
    EDIT = Pencil,
    ERROR = CircleX,
    EXPORT = Upload,
    EXTERNAL = ExternalLink,
    EYE = Eye,
    EYE_OFF = EyeOff,
    FILTER = ListFilter,
    FOLDER = FolderOpen,
    GIFT = Gift,
    GLOBE = Globe,
    GRIP = GripVertical,
    HELP = CircleQuestionMark,
    HISTORY = History,
    HOME = House,
    IMPORT = Download,
    INFO = Info,
    KEY = KeyRound,
    KEYBOARD = Keyboard,
    LANGUAGE = Languages,
    LINK = Link,
    LOCK = Lock,
    MAIL = Mail,
    MERGE = Merge,
    MESSAGE = MessageSquare,
    MINUS = Minus,
    MONITOR = Monitor,
    MOON = Moon,
    MORE = Ellipsis,
    NOTE = NotebookPen,
    PASTE = ClipboardPaste,
    PAUSE = Pause,
    PEOPLE = Users,
    PERSON = User,
    PHONE = Phone,
    PIN = Pin,
    PLAY = Play,
    PLUS = Plus,
    PRINT = Printer,
    PRIVACY = ShieldCheck,
    QUESTION = CircleQuestionMark,
    REDO = Redo2,
    REFRESH = RefreshCw,
    REPLY = Reply,
    SAMPLE = Sparkles,
    SAVE = Save,
    SEARCH = Search,
    SEGMENT = Layers,
    SEND = Send,
    SETTINGS = Settings,
    SHOP = Store,
    SKIP = SkipForward,
    SORT_DOWN = ArrowDown,
    SORT_UP = ArrowUp,
    SOURCE = FileSpreadsheet,
    SPLIT = Split,
    STAR = Star,
    STOP = CircleStop,
    SUCCESS = CircleCheck,
    SUN = Sun,
    TABLE = Table2,
    TAG = Tag,
    TRASH = Trash2,
    UNDO = Undo2,
    UNLOCK = LockOpen,
    /// The same sign as [`IMPORT`]: both bring a file in.
    UPLOAD = Upload,
    VERIFIED = BadgeCheck,
    WARNING = TriangleAlert,
}

#[cfg(test)]
mod tests {
    use super::super::fonts::{SystemFonts, icon, install};
    use super::*;

    #[test]
    fn every_icon_is_in_the_font() {
        let ctx = egui::Context::default();
        install(&ctx, SystemFonts::No);
        let mut missing = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.fonts_mut(|fonts| {
                let font = icon(16.0);
                missing = ALL
                    .iter()
                    .filter(|icon| !fonts.has_glyph(&font, icon.unicode()))
                    .collect();
            });
        });
        output.textures_delta.clear();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(ALL.len() > 50);
    }
}
