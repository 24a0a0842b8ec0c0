//! The reader: opens one file, and sends its records as often as it is asked to.

use std::io::{BufWriter, Error, ErrorKind, Read, Result, Write};
use std::ops::ControlFlow;
use std::path::Path;

use super::super::Source;
use super::super::sheet::ErrorCells;
use super::wire::{self, Chunk, Fault, Opened, Opening, Order, Request};
use super::{limits, one_byte};
use crate::domain::problem::{ImportProblem, Problem};

/// Serves whoever is at the other end of the standard streams, until they close theirs.
pub(super) fn serve(path: &Path) -> Result<()> {
    limits::set()?;
    let mut orders = std::io::stdin().lock();
    // Chunks are as large as they are; what is small is gathered.
    let mut answers = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let request: Request = wire::receive(&mut orders)?;
    let options = request.options().ok_or(ErrorKind::InvalidData)?;
    let source = match Source::open_here(path, &options) {
        Ok(source) => source,
        Err(problem) => {
            wire::send(&mut answers, &Opening::Done(Err(Fault::of(problem))))?;
            return answers.flush();
        }
    };
    let opened = Opened::of(&source).map_err(Fault::of);
    wire::send(&mut answers, &Opening::Done(opened))?;
    answers.flush()?;
    while let Some(order) = next(&mut orders)? {
        let errors = match order {
            Order::Begin => ErrorCells::Blank,
            Order::BeginWithErrors => ErrorCells::Named,
            Order::GoOn | Order::Stop => continue,
        };
        each(&source, errors, &mut orders, &mut answers)?;
    }
    Ok(())
}

/// Says which of several files is looked into from now on. Nothing else was said before.
pub(super) fn say_at(name: &str) -> Result<()> {
    let mut answers = std::io::stdout().lock();
    wire::send(&mut answers, &Opening::At(name.to_owned()))?;
    answers.flush()
}

fn next(orders: &mut impl Read) -> Result<Option<Order>> {
    let Some(byte) = one_byte(orders)? else {
        return Ok(None);
    };
    let order = Order::from_byte(byte).ok_or(ErrorKind::InvalidData)?;
    Ok(Some(order))
}

fn each(
    source: &Source,
    errors: ErrorCells,
    orders: &mut impl Read,
    answers: &mut impl Write,
) -> Result<()> {
    let mut chunk = Chunk::new();
    let mut broken: Option<Error> = None;
    let mut is_stopped = false;
    limits::allow_more()?;
    let outcome = source.each_as(errors, &mut |record| {
        if !chunk.add(record) {
            return Ok(ControlFlow::Continue(()));
        }
        let sent = chunk
            .send(answers, false)
            .and_then(|()| limits::allow_more())
            .and_then(|()| next(orders));
        match sent {
            Ok(Some(Order::GoOn)) => Ok(ControlFlow::Continue(())),
            Ok(_) => {
                is_stopped = true;
                Ok(ControlFlow::Break(()))
            }
            Err(error) => {
                broken = Some(error);
                Err(Problem::from(ImportProblem::ReaderStopped))
            }
        }
    });
    if let Some(error) = broken {
        return Err(error);
    }
    if is_stopped {
        return Ok(());
    }
    chunk.send(answers, true)?;
    wire::send(answers, &outcome.map_err(Fault::of))?;
    answers.flush()
}
